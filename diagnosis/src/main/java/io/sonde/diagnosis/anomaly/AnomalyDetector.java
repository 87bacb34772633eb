// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.anomaly;

import java.util.List;
import java.util.Optional;

/**
 * Watches one series, point by point, in layers: each is surprised in its own way, and weighed by how often it was surprised
 * before. Never looks ahead; keeps about 370 kB; a point costs some 28,000 multiplications.
 */
public final class AnomalyDetector {
    /** An alarm needs this; one configuration for series of every kind. */
    private static final double LEAST_SEVERITY = 1.4;

    /** An episode is told once: so many points after an alarm there is no other. */
    private static final int EPISODE_POINTS = 70;

    /** The level alone is surprised by every spike: it counts a little less. */
    private static final double LEVEL_TRUST = .8;

    private static final int SHORT_POINTS = 8;
    private static final int LONG_POINTS = 20;

    private final List<Layer> layers = List.of(
            new Layer(new ShapeWatch(SHORT_POINTS), 1),
            new Layer(new ShapeWatch(LONG_POINTS), 1),
            new Layer(new LevelWatch(), LEVEL_TRUST),
            new Layer(new DriftWatch(), 1));
    private final Recent recent = new Recent(ChangePoint.MOST_POINTS);
    private int quiet;

    /** @return an anomaly that begins an episode; empty for everything else */
    public Optional<Anomaly> observe(double value) {
        if (!Double.isFinite(value)) {
            return Optional.empty();
        }
        double severity = 0;
        String strongest = "";
        for (Layer layer : layers) {
            double one = layer.severity(value);
            if (one > severity) {
                severity = one;
                strongest = layer.name();
            }
        }
        recent.add(value);
        quiet--;
        if (severity <= LEAST_SEVERITY || quiet > 0) {
            return Optional.empty();
        }
        quiet = EPISODE_POINTS;
        return Optional.of(new Anomaly(severity, strongest, ChangePoint.pointsAgo(recent)));
    }
}
