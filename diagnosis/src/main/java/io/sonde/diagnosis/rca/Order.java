// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Who among the suspects began before whom, as far as that can be told. */
final class Order {
    /** What is worth less may be anything, and so may be when it began. */
    private static final double LEAST_WORTH = .1;

    /** A service began with the earliest of its findings that are worth this share of its strongest. */
    private static final double STRONG = .5;

    private final SortedMap<String, Began> began = new TreeMap<>();
    private final @Nullable Began hurt;

    /** @param hurt when the service that was asked about began to be hurt; null where that is not known */
    Order(Map<String, List<Finding>> byService, ToDoubleFunction<Finding> worth, @Nullable Began hurt) {
        this.hurt = hurt;
        byService.forEach((service, findings) -> earliest(findings, worth).ifPresent(at -> began.put(service, at)));
    }

    private static Optional<Began> earliest(List<Finding> findings, ToDoubleFunction<Finding> worth) {
        double most = findings.stream().mapToDouble(worth).max().orElse(0);
        return findings.stream()
                .filter(finding -> worth.applyAsDouble(finding) >= Math.max(LEAST_WORTH, STRONG * most))
                .flatMap(finding -> Optional.ofNullable(finding.began()).stream())
                .min(Comparator.comparing(Began::to).thenComparing(Began::from));
    }

    /** Null where it is not known when it began. */
    @Nullable
    Lead lead(String service) {
        Began own = began.get(service);
        if (own == null) {
            return null;
        }
        List<Lead.Other> later = new ArrayList<>();
        List<Lead.Other> earlier = new ArrayList<>();
        began.forEach((other, at) -> {
            if (own.isBefore(at)) {
                later.add(new Lead.Other(other, own.until(at)));
            } else if (at.isBefore(own)) {
                earlier.add(new Lead.Other(other, at.until(own)));
            }
        });
        int beside = hurt == null ? 0 : side(own, hurt);
        int ahead = later.size() - earlier.size() + beside;
        double score = (double) ahead / Math.max(1, later.size() + earlier.size() + Math.abs(beside));
        Duration apart = hurt == null || beside * score <= 0 ? null : beside > 0 ? own.until(hurt) : hurt.until(own);
        return new Lead(own, score, score == 0 ? List.of() : score > 0 ? later : earlier, apart);
    }

    private static int side(Began own, Began other) {
        return own.isBefore(other) ? 1 : other.isBefore(own) ? -1 : 0;
    }
}
