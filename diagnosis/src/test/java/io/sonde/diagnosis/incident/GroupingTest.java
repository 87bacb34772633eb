// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupingTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    /** web → orders → stock → database; far away: mail → relay. */
    private final Grouping grouping = new Grouping(
            Topology.of(Map.of(
                    "web", List.of("orders"),
                    "orders", List.of("stock"),
                    "stock", List.of("database"),
                    "mail", List.of("relay"))),
            Grouping.Rules.DEFAULT);

    @Test
    void whatIsToldAgainIsOneAlert() {
        // Given
        place("web", "latency", 0);

        // When
        Grouping.Placed again = place("web", "latency", 60);

        // Then
        assertThat(again.group().told()).containsExactly(Map.entry(new Alert.Fingerprint("web", "latency"), 2));
        assertThat(grouping.open()).hasSize(1);
    }

    @Test
    void whoCallsEachOtherIsHurtTogether() {
        // Given
        place("web", "latency", 0);

        // When
        Grouping.Placed placed = place("stock", "errors", 60);

        // Then
        assertThat(placed.group().services()).containsExactly("stock", "web");
    }

    @Test
    void whoHasNothingToDoWithEachOtherIsNot() {
        // Given
        place("web", "latency", 0);

        // When
        place("relay", "errors", 1);

        // Then
        assertThat(grouping.open()).hasSize(2);
    }

    @Test
    void theOneInTheMiddleMakesTwoGroupsOne() {
        // Given
        place("web", "latency", 0);
        place("database", "disk", 10);

        // When
        Grouping.Placed placed = place("orders", "latency", 20);

        // Then
        assertThat(placed.merged()).containsExactly(1L);
        assertThat(placed.group().services()).containsExactly("database", "orders", "web");
        assertThat(placed.group().began()).isEqualTo(NOON);
        assertThat(grouping.open()).hasSize(1);
    }

    @Test
    void afterAQuietTimeItIsAnotherIncident() {
        // Given
        place("web", "latency", 0);

        // When
        Grouping.Placed later = place("web", "latency", 181);

        // Then
        assertThat(later.closed()).hasSize(1);
        assertThat(later.group().began()).isEqualTo(NOON.plusSeconds(181));
    }

    @Test
    void noMoreAreOpenThanAllowed() {
        // Given
        var few = new Grouping(Topology.of(Map.of()), new Grouping.Rules(Duration.ofHours(1), 2, 2));
        few.place(Alert.of("a", "latency", NOON));
        few.place(Alert.of("b", "latency", NOON.plusSeconds(1)));

        // When
        Grouping.Placed third = few.place(Alert.of("c", "latency", NOON.plusSeconds(2)));

        // Then
        assertThat(third.closed()).extracting(AlertGroup::id).containsExactly(0L);
        assertThat(few.open()).hasSize(2);
    }

    private Grouping.Placed place(String service, String rule, int second) {
        return grouping.place(Alert.of(service, rule, NOON.plusSeconds(second)));
    }
}
