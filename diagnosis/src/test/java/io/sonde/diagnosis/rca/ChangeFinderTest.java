// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ChangeFinderTest {
    private static final Instant ALERT = Instant.parse("2026-01-01T12:00:00Z");
    private static final Changes.Commit LIMIT_REMOVED = new Changes.Commit(
            "limit",
            before(90),
            "search: simpler query",
            List.of("search/query.go"),
            "-SELECT id FROM events ORDER BY time LIMIT 100\n+SELECT id FROM events ORDER BY time");
    private static final Changes.Commit COLORS = new Changes.Commit(
            "colors", before(10), "new colors", List.of("web/theme.css"), "-color: red\n+color: blue");

    @Test
    void blamesWhatCanBreakWhatIsBrokenAndNotTheLatest() {
        // When
        Answer answer = ask("slow query: SELECT FROM events took 900 rows", LIMIT_REMOVED, COLORS);

        // Then
        assertThat(culprit(answer).commit()).isEqualTo("limit");
        assertThat(answer.ranked().getFirst().service()).isEqualTo("search");
    }

    @Test
    void blamesNobodyForASurge() {
        // When
        Answer answer = ask("worker pool saturated, request queued; server overloaded, shedding load", COLORS);

        // Then
        assertThat(culprit(answer).isChange()).isFalse();
        assertThat(culprit(answer).kind()).isEqualTo(FaultKind.OVERLOAD);
    }

    @Test
    void whatWasRolledOutAfterwardsDidNotDoIt() {
        // Given
        var late = new Changes.Commit(
                "late", before(1), "search: again", List.of("search/query.go"), LIMIT_REMOVED.diff());
        var rollouts = List.of(
                new Changes.Rollout("limit", "search", before(80)),
                new Changes.Rollout("late", "search", ALERT.plus(Duration.ofMinutes(5))));

        // When
        Answer answer = ask("slow query: SELECT FROM events", rollouts, LIMIT_REMOVED, late);

        // Then
        assertThat(culprit(answer).commit()).isEqualTo("limit");
    }

    private static Culprit culprit(Answer answer) {
        return Objects.requireNonNull(answer.change()).culprit();
    }

    private static Answer ask(String complaint, Changes.Commit... commits) {
        List<Changes.Rollout> rollouts = List.of(new Changes.Rollout("limit", "search", before(80)));
        return ask(complaint, rollouts, commits);
    }

    private static Answer ask(String complaint, List<Changes.Rollout> rollouts, Changes.Commit... commits) {
        var changes = new Changes(
                "search is slow",
                List.of(commits),
                rollouts,
                List.of(new Changes.Complaint("search", complaint, before(2))),
                List.of());
        return new CauseFinder()
                .find(new Incident(
                        new Symptom("search", FaultKind.LATENCY),
                        new Frame(ALERT, ALERT.plus(Duration.ofMinutes(5))),
                        CallGraph.EMPTY,
                        new Signals(Metrics.NONE, List.of(), List.of(), changes)));
    }

    private static Instant before(int minutes) {
        return ALERT.minus(Duration.ofMinutes(minutes));
    }
}
