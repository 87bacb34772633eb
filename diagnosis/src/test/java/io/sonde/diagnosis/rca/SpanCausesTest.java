// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What spans and lines of requests tell. */
class SpanCausesTest {
    /** Errors come in bursts of five in a row, twice a minute or so, in good times and in bad. */
    private static boolean isBurst(long millis) {
        return millis / 1_000 % 40 < 5;
    }

    @Test
    void aGapBetweenCallerAndCalleeIsTheWayToTheCallee() {
        // When
        Answer answer = ask((script, trace, millis, broken) -> script.request(trace, millis, broken ? 200 : 0, true));

        // Then
        assertThat(answer.conclusion()).isEqualTo(Answer.Conclusion.CAUSE);
        assertThat(answer.ranked().getFirst().service()).isEqualTo("orders");
        assertThat(answer.ranked().getFirst().kinds()).first().isEqualTo(FaultKind.NETWORK);
    }

    @Test
    void aCallThatIsLostIsTheCallersCode() {
        // When
        Answer answer = ask((script, trace, millis, broken) -> script.request(trace, millis, 0, !broken));

        // Then
        assertThat(answer.ranked().getFirst().service()).isEqualTo("orders");
        assertThat(answer.ranked().getFirst().kinds()).containsExactly(FaultKind.CODE);
        assertThat(answer.ranked().getFirst().evidence().getFirst().sentence()).contains("call database");
    }

    @Test
    void aLineThatNoLongerFollowsIsACaughtException() {
        // When
        Answer answer = ask((script, trace, millis, broken) -> {
            script.request(trace, millis, 0, true);
            script.log(trace, 3, millis + 1, "orders", "INFO Orders#17 begin");
            if (!broken || trace % 2 == 0) {
                script.log(trace, 3, millis + 2, "orders", "INFO Orders#20 priced 30");
            }
        });

        // Then
        assertThat(answer.conclusion()).isEqualTo(Answer.Conclusion.CAUSE);
        assertThat(answer.ranked().getFirst().service()).isEqualTo("orders");
        assertThat(answer.ranked().getFirst().evidence().getFirst().part()).isEqualTo(Part.LOGS);
    }

    @Test
    void aBurstAsThereWereBurstsBeforeIsNoNews() {
        // When
        Answer answer = ask((script, trace, millis, broken) -> {
            script.request(trace, millis, 0, true);
            script.log(trace, 3, millis + 1, "orders", "INFO begin");
            if (isBurst(millis)) {
                script.log(trace, 3, millis + 2, "orders", "ERROR no stock");
            }
        });

        // Then
        assertThat(answer.conclusion()).isNotEqualTo(Answer.Conclusion.CAUSE);
    }

    @Test
    void fewerErrorsAreNoFault() {
        // When
        Answer answer = ask((script, trace, millis, broken) -> {
            script.request(trace, millis, 0, true);
            script.log(trace, 3, millis + 1, "orders", "INFO begin");
            if (!broken && trace % 2 == 0) {
                script.log(trace, 3, millis + 2, "orders", "ERROR no stock");
            }
        });

        // Then
        assertThat(answer.ranked())
                .allSatisfy(cause -> assertThat(cause.evidence())
                        .noneMatch(finding -> finding.sentence().startsWith("log line \"ERROR")));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 30_000, 60_000, 90_000})
    void anAlertMayComeLate(long lateMillis) {
        // When
        Answer answer = new CauseFinder()
                .find(SpanScript.incident(
                        (script, trace, millis, broken) -> script.request(trace, millis, 0, !broken || trace % 4 != 0),
                        lateMillis));

        // Then
        assertThat(answer.conclusion()).isEqualTo(Answer.Conclusion.CAUSE);
        assertThat(answer.ranked().getFirst().service()).isEqualTo("orders");
        assertThat(answer.began().toEpochMilli()).isCloseTo(SpanScript.ALERT_MILLIS, within(10_000L));
    }

    @Test
    void aBurstBeforeTheAlertIsNoBeginning() {
        // When
        Answer answer = ask((script, trace, millis, broken) -> {
            script.request(trace, millis, 0, !broken);
            script.log(trace, 3, millis + 1, "orders", isBurst(millis) ? "ERROR no stock" : "INFO begin");
        });

        // Then
        assertThat(answer.began().toEpochMilli()).isEqualTo(SpanScript.ALERT_MILLIS);
    }

    private static Answer ask(SpanScript.Request request) {
        return new CauseFinder().find(SpanScript.incident(request));
    }
}
