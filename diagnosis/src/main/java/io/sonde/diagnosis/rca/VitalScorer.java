// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Numbers that say by themselves what is wrong: a full heap, a busy disk, names that do not resolve. */
final class VitalScorer {
    private static final double LEAST_SIGMAS = 3;

    /** What is reached in so many of the points before is nothing. */
    private static final double COMMON_SHARE = .05;

    private VitalScorer() {}

    static List<Finding> findings(Incident incident) {
        List<Finding> findings = new ArrayList<>();
        for (Vitals.Series series : incident.signals().metrics().vitals().series()) {
            finding(series, incident.frame()).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> finding(Vitals.Series series, Frame frame) {
        Sample during = series.points().during(frame);
        if (during.isEmpty()) {
            return Optional.empty();
        }
        Sample calm = series.points().calm(frame);
        VitalSign sign = series.sign();
        boolean counted = sign.isCounted();
        double usual = counted ? calm.mean() * during.size() : calm.medianOr(0);
        double level = counted ? during.mean() * during.size() : during.quantile(.75);
        double rise = sign.rise(usual, level);
        if (rise < sign.least() || level - usual < LEAST_SIGMAS * calm.sigma()) {
            return Optional.empty();
        }
        double rarity = Math.max(0, 1 - calm.share(counted ? 0 : level) / COMMON_SHARE);
        double value = rarity * sign.value(rise);
        var found = new Finding(
                series.service(),
                sign.part(),
                sign.kind(),
                value,
                sign.sentence(usual, level),
                null,
                sign.measured(usual, level, series.points()),
                null);
        return Optional.of(found.since(Began.of(series.points(), frame, usual, level)));
    }
}
