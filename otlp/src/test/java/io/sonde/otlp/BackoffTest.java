// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    @ParameterizedTest
    @CsvSource({"1, 1, 500", "1, 0, 250", "2, 1, 1000", "5, 1, 8000", "7, 1, 30000", "7, 0, 15000", "1000000, 1, 30000"
    })
    void doublesUpToTheLongestAndKeepsARandomHalf(int failures, double random, long expectedMillis) {
        assertThat(backoff.delay(failures, random)).hasMillis(expectedMillis);
    }

    @Test
    void refusesToShrink() {
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
