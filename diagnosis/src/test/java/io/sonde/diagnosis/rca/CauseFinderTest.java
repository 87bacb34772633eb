// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CauseFinderTest {
    private static final Script SLOW_DATABASE = new Script()
            .calls("web", "orders")
            .calls("orders", "database")
            .calls("web", "images")
            .latency("web", .1, .6)
            .latency("orders", .05, .55)
            .latency("database", .01, .5)
            .latency("images", .02, .02);

    @Test
    void blamesTheDeepestThatKeepsTheDelayForItself() {
        // When
        Answer answer = new CauseFinder().find(SLOW_DATABASE.incident("web", FaultKind.LATENCY));

        // Then
        assertThat(answer.conclusion()).isEqualTo(Answer.Conclusion.CAUSE);
        assertThat(services(answer)).first().isEqualTo("database");
        assertThat(answer.ranked().getFirst().path()).containsExactly("web", "orders", "database");
        assertThat(answer.ranked().getFirst().kinds()).containsExactly(FaultKind.LATENCY);
    }

    @Test
    void blamesWhoFailsAndNotWhoPassesTheFailureOn() {
        // When
        Answer answer = new CauseFinder()
                .find(new Script()
                        .calls("web", "orders")
                        .calls("orders", "payment")
                        .errors("web", 0, .3)
                        .errors("orders", 0, .3)
                        .errors("payment", 0, .3)
                        .incident("web", FaultKind.ERRORS));

        // Then
        assertThat(services(answer)).first().isEqualTo("payment");
    }

    @Test
    void isSilentIfTheServiceThatIsAskedAboutIsWell() {
        // When
        Answer answer = new CauseFinder()
                .find(new Script()
                        .calls("web", "database")
                        .latency("web", .1, .1)
                        .latency("database", .01, .012)
                        .incident("web", FaultKind.LATENCY));

        // Then
        assertThat(answer.conclusion()).isEqualTo(Answer.Conclusion.NO_FAULT);
    }

    @Test
    void theOrderOfInputDoesNotMatter() {
        // When
        Answer other = new CauseFinder().find(SLOW_DATABASE.shuffled().incident("web", FaultKind.LATENCY));

        // Then
        assertThat(other).isEqualTo(new CauseFinder().find(SLOW_DATABASE.incident("web", FaultKind.LATENCY)));
    }

    @Test
    void memoryComesBeforeTheProcessorThatItKeepsBusy() {
        // When
        Answer answer = new CauseFinder()
                .find(new Script()
                        .memory("cart", 200e6, 900e6)
                        .cpu("cart", 10, 95)
                        .cpu("web", 10, 12)
                        .incident("web", FaultKind.LATENCY));

        // Then
        assertThat(services(answer)).containsExactly("cart");
        assertThat(answer.ranked().getFirst().kinds()).containsExactly(FaultKind.MEMORY, FaultKind.CPU);
    }

    @Test
    void anIdleProcessorIsNoBottleneck() {
        // When
        Answer answer = new CauseFinder().find(new Script().cpu("web", .1, 6).incident("web", FaultKind.LATENCY));

        // Then
        assertThat(answer.conclusion()).isEqualTo(Answer.Conclusion.INCONCLUSIVE);
    }

    private static List<String> services(Answer answer) {
        return answer.ranked().stream().map(Cause::service).toList();
    }
}
