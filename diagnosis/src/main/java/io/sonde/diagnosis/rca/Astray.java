// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import io.sonde.diagnosis.world.ServiceCourse;
import java.util.Optional;

/**
 * A caller that connects to where nobody answers and nobody was, instead of to somebody that it called before and calls no longer:
 * it was told the wrong address.
 *
 * @param line to nowhere
 * @param missed to whom it should go
 */
record Astray(Line line, Line missed) {
    private static final double LEFT = .5;

    /** Less than one in ten seconds is no habit. */
    private static final double LEAST_PER_SECOND = .1;

    static boolean isAstray(Line line, Scene scene) {
        return of(line, scene).isPresent();
    }

    static Optional<Astray> of(Line line, Scene scene) {
        ServiceCourse target = scene.course().service(line.target());
        boolean nowhere = target != null && target.external() && !line.hasPast() && line.failed() > 0;
        if (!nowhere || line.isAnswered()) {
            return Optional.empty();
        }
        return scene.outbound(line.source()).stream()
                .filter(other -> !other.target().equals(line.target()) && isMissed(other, line))
                .findFirst()
                .map(missed -> new Astray(line, missed));
    }

    private static boolean isMissed(Line other, Line line) {
        boolean samePort = other.edge().ports().stream().anyMatch(line.edge().ports()::contains);
        double usual = other.usual(other::askedPerSecond);
        return samePort && usual >= LEAST_PER_SECOND && other.askedPerSecond() < usual * LEFT;
    }
}
