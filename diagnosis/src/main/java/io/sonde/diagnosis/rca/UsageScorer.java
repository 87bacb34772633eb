// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A service takes plainly more of a resource than before, measured in steps that matter to anybody. */
final class UsageScorer implements Scorer {
    /** From here on a level has moved. */
    private static final double LEAST_SIGMAS = 3;

    /** A level that moves by less than this share of itself has not moved. */
    private static final double LEAST_SHARE = .05;

    private static final double CPU_STEP_PERCENT = 1;
    private static final double MEMORY_STEP_BYTES = 16e6;

    /** Moves that are worth one half, in sigmas. */
    private static final double CPU_HALF = 10;

    private static final double MEMORY_HALF = 8;

    /** A processor that is used less than this is no bottleneck. */
    private static final double BUSY_PERCENT = 60;

    /** What is reached in so many of the points before is nothing. */
    private static final double COMMON_SHARE = .05;

    @Override
    public Part part() {
        return Part.USAGE;
    }

    @Override
    public List<Finding> findings(Incident incident) {
        List<Finding> findings = new ArrayList<>();
        for (ResourceSeries series : incident.signals().metrics().resources()) {
            finding(series, incident.frame()).ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<Finding> finding(ResourceSeries series, Frame frame) {
        Sample during = series.points().during(frame);
        if (during.isEmpty()) {
            return Optional.empty();
        }
        boolean cpu = series.resource() == FaultKind.CPU;
        Sample calm = series.points().calm(frame);
        double usual = calm.medianOr(0);
        double step = Math.max(
                Math.max(calm.sigma(), LEAST_SHARE * Math.abs(usual)), cpu ? CPU_STEP_PERCENT : MEMORY_STEP_BYTES);
        double level = during.quantile(.75);
        double sigmas = (level - usual) / step;
        if (sigmas < LEAST_SIGMAS) {
            return Optional.empty();
        }
        double rarity = Math.max(0, 1 - calm.share(level) / COMMON_SHARE);
        double value = cpu
                ? Scale.half(sigmas, CPU_HALF) * Math.min(1, level / BUSY_PERCENT)
                : Scale.half(sigmas, MEMORY_HALF);
        return Optional.of(new Finding(
                        series.service(),
                        part(),
                        series.resource(),
                        rarity * value,
                        sentence(cpu, usual, level, sigmas),
                        null)
                .since(Began.of(series.points(), frame, usual, level)));
    }

    private static String sentence(boolean cpu, double usual, double level, double sigmas) {
        return cpu
                ? Sentence.of("processor %.3g %% -> %.3g %% of its limit (%.0f sigmas)", usual, level, sigmas)
                : Sentence.of("memory %.3g MB -> %.3g MB (%.0f sigmas)", usual / 1e6, level / 1e6, sigmas);
    }
}
