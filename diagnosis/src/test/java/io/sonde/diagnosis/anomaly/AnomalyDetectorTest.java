// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class AnomalyDetectorTest {
    private static final int POINTS = 1_200;
    private static final int BROKEN = 1_000;
    private static final int DAY = 48;

    /** The same noise in every run. */
    private final Random noise = new Random(1);

    @Test
    void findsALevelThatMoves() {
        assertThat(alarms(step -> 100 + noise.nextDouble() + (step < BROKEN ? 0 : 30)))
                .contains(BROKEN);
    }

    @Test
    void findsALevelThatCreeps() {
        assertThat(alarms(step -> 100 + 10 * noise.nextGaussian() + Math.max(0, step - BROKEN) * .1))
                .filteredOn(step -> step >= BROKEN)
                .isNotEmpty();
    }

    @Test
    void saysWhenItBegan() {
        // Given
        var detector = new AnomalyDetector();
        List<Integer> began = new ArrayList<>();

        // When
        for (int step = 0; step < POINTS; step++) {
            int now = step;
            detector.observe(100 + 10 * noise.nextGaussian() + (step < BROKEN ? 0 : 22))
                    .filter(anomaly -> now >= BROKEN)
                    .ifPresent(anomaly -> began.add(now - anomaly.pointsSinceOnset()));
        }

        // Then
        assertThat(began).isNotEmpty();
        assertThat(began.getFirst()).isCloseTo(BROKEN, within(2));
    }

    @Test
    void findsADayThatDoesNotComeThoughEachValueIsUsual() {
        assertThat(alarms(step -> step < BROKEN ? wave(step) : wave(BROKEN)))
                .isNotEmpty()
                .allMatch(step -> step >= BROKEN);
    }

    @Test
    void staysSilentOverDays() {
        assertThat(alarms(AnomalyDetectorTest::wave)).isEmpty();
    }

    @Test
    void staysSilentOverAFlatLine() {
        assertThat(alarms(step -> 7)).isEmpty();
    }

    @Test
    void tellsAnEpisodeOnce() {
        assertThat(alarms(step -> 100 + noise.nextDouble() + (step < BROKEN || step > BROKEN + 20 ? 0 : 30)))
                .filteredOn(step -> step >= BROKEN)
                .containsExactly(BROKEN);
    }

    @Test
    void aHoleIsNoPoint() {
        // Given
        var detector = new AnomalyDetector();

        // When
        Optional<Anomaly> found = detector.observe(Double.NaN);

        // Then
        assertThat(found).isEmpty();
    }

    private static double wave(int step) {
        return 100 + 50 * Math.sin(2 * Math.PI * step / DAY);
    }

    private static List<Integer> alarms(IntToDoubleFunction series) {
        var detector = new AnomalyDetector();
        List<Integer> alarms = new ArrayList<>();
        for (int step = 0; step < POINTS; step++) {
            if (detector.observe(series.applyAsDouble(step)).isPresent()) {
                alarms.add(step);
            }
        }
        return alarms;
    }
}
