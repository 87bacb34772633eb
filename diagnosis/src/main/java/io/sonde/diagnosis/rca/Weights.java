// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How findings become a claim.
 *
 * @param trust what a finding of each part counts
 * @param leastClaim from this sum on a cause is claimed
 */
public record Weights(Map<Part, Double> trust, double leastClaim) {
    public static final Weights DEFAULT =
            new Weights(Arrays.stream(Part.values()).collect(Collectors.toMap(Function.identity(), Part::trust)), .3);

    public Weights {
        trust = Collections.unmodifiableMap(new EnumMap<>(trust));
    }

    public Weights trusting(Part part, double worth) {
        Map<Part, Double> other = new EnumMap<>(trust);
        other.put(part, worth);
        return new Weights(other, leastClaim);
    }

    public Weights claimingFrom(double least) {
        return new Weights(trust, least);
    }

    double worth(Finding finding) {
        return trust.getOrDefault(finding.part(), 0.0) * finding.value();
    }
}
