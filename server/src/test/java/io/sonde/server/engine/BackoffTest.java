// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void theFirstRestartIsImmediateThenPausesGrowToTenSeconds() {
        assertThat(IntStream.rangeClosed(1, 9)
                        .mapToObj(Backoff::new)
                        .map(backoff -> backoff.pause().toMillis()))
                .containsExactly(0L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 10_000L, 10_000L);
    }
}
