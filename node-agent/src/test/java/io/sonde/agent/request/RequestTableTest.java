// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import static io.sonde.agent.request.Requests.CURL;
import static io.sonde.agent.request.Requests.NGINX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sonde.otlp.ExponentialValue;
import io.sonde.proto.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RequestTableTest {
    private static final long MILLI = 1_000_000;
    private static final int SERVER_PORT = ScriptedMove.SERVER_PORT;

    private final Requests requests = new Requests();
    private final RequestTable table = requests.table;

    @Test
    void aRequestIsToldByBothEnds() {
        // When
        table.moved(ScriptedMove.sent(1, CURL, 40_000, 0, "?a\n", 10));
        table.moved(ScriptedMove.received(2, NGINX, SERVER_PORT, 0, "?a\n", 2 * MILLI));
        table.moved(ScriptedMove.sent(2, NGINX, SERVER_PORT, 0, "!b\n", 4 * MILLI));
        table.moved(ScriptedMove.received(1, CURL, 40_000, 0, "!b\n", 5 * MILLI));

        // Then
        List<RequestSnapshot> told = requests.drain(10 * MILLI);
        assertThat(told)
                .extracting(RequestSnapshot::metric)
                .containsExactlyInAnyOrder(
                        Metric.DB_CLIENT_OPERATION_DURATION, Metric.SONDE_DB_SERVER_OPERATION_DURATION);
        assertThat(seconds(told, Metric.DB_CLIENT_OPERATION_DURATION).sum()).isCloseTo(0.005, within(1e-7));
        assertThat(seconds(told, Metric.SONDE_DB_SERVER_OPERATION_DURATION).sum())
                .isCloseTo(0.002, within(1e-9));
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrderHoweverTheirBytesAreCut() {
        // When
        table.moved(ScriptedMove.sent(1, CURL, 40_000, 0, "?a\n?b\n?", 10));
        table.moved(ScriptedMove.sent(1, CURL, 40_000, 7, "c\n", 20));
        table.moved(ScriptedMove.received(1, CURL, 40_000, 0, "!y\n!n", MILLI));
        table.moved(ScriptedMove.received(1, CURL, 40_000, 5, "o\n!y\n", 2 * MILLI));

        // Then
        assertThat(requests.drain(3 * MILLI))
                .hasSize(3)
                .allSatisfy(one -> assertThat(one.unmeasured()).isZero());
        assertThat(table.losses().gaps()).isZero();
    }

    @Test
    void ofAConnectionThatLivesOnNoMoreIsCopiedThanItsProtocolNeeds() {
        // When
        for (int i = 0; i < 20; i++) {
            table.moved(ScriptedMove.sent(1, CURL, 40_000, 3 * i, "?a\n", 10 + i));
        }

        // Then: said once
        assertThat(requests.said).containsExactly(1_000);
    }

    @Test
    void whereSomethingWasMissingFromTheMiddleMoreIsCopied() {
        // When: the head of a long stretch, and what follows it
        table.moved(ScriptedMove.sent(1, CURL, 40_000, 0, "?a\n?", 10).of(20_000));
        table.moved(ScriptedMove.sent(1, CURL, 40_000, 20_000, "?b\n", 20).of(20_000));

        // Then: it is known once
        assertThat(requests.said).containsExactly(100_000);
        assertThat(table.losses().gaps()).isEqualTo(2);
    }

    @Test
    void lessIsCopiedAgainWhereThatBecomesMuch() {
        // Given
        table.moved(ScriptedMove.sent(1, CURL, 40_000, 0, "?a\n?", 10).of(20_000));

        // When: 40 MB
        int position = 20_000;
        String line = "?" + "x".repeat(9_998) + "\n";
        for (int i = 0; i < 4_000; i++) {
            table.moved(ScriptedMove.sent(1, CURL, 40_000, position, line, 20 + i));
            position += line.length();
        }

        // Then: first as usual, then the ends alone
        assertThat(requests.said).containsExactly(100_000, 1_000, 512);
        assertThat(table.losses().bulk()).isEqualTo(1);
    }

    @Test
    void anAnswerThatIsSeenBeforeItsRequestWaitsForIt() {
        // When: two threads, and the one that received was quicker to say so
        table.moved(ScriptedMove.sent(1, CURL, 40_000, 0, "?a\n", 10));
        table.moved(ScriptedMove.received(1, CURL, 40_000, 0, "!y\n!z\n", 30));
        table.moved(ScriptedMove.sent(1, CURL, 40_000, 3, "?b\n", 40));

        // Then
        assertThat(requests.drain(MILLI)).hasSize(2);
    }

    @Test
    void aLostPieceCostsDurationsAndNoAnswerGoesToAnotherRequest() {
        // When: the answer to a was not seen
        table.moved(ScriptedMove.sent(1, CURL, 40_000, 0, "?0\n", 1));
        table.moved(ScriptedMove.received(1, CURL, 40_000, 0, "!y\n", 2));
        table.moved(ScriptedMove.sent(1, CURL, 40_000, 3, "?a\n", 10));
        table.moved(ScriptedMove.sent(1, CURL, 40_000, 6, "?b\n", 20));
        table.moved(ScriptedMove.received(1, CURL, 40_000, 6, "!y\n", 30));
        table.moved(ScriptedMove.sent(1, CURL, 40_000, 9, "?c\n", 40));
        table.moved(ScriptedMove.received(1, CURL, 40_000, 9, "!y\n", 50));

        // Then
        List<RequestSnapshot> told = requests.drain(MILLI);
        assertThat(told).hasSize(4);
        assertThat(told.stream().mapToLong(RequestSnapshot::unmeasured).sum()).isEqualTo(2);
        assertThat(table.losses().gaps()).isEqualTo(1);
    }

    @Test
    void whatIsNeverAnsweredIsTold() {
        // When
        long start = Duration.ofSeconds(1).toNanos();
        table.moved(ScriptedMove.sent(1, CURL, 40_000, 0, "?slow\n", start));
        List<RequestSnapshot> early =
                requests.drain(start + Duration.ofSeconds(9).toNanos());
        List<RequestSnapshot> late =
                requests.drain(start + Duration.ofSeconds(11).toNanos());
        List<RequestSnapshot> later =
                requests.drain(start + Duration.ofSeconds(16).toNanos());

        // Then: once
        assertThat(early).isEmpty();
        assertThat(late)
                .singleElement()
                .satisfies(one ->
                        assertThat(seconds(List.of(one), one.metric()).sum()).isCloseTo(11, within(0.1)));
        assertThat(later).isEmpty();
    }

    @Test
    void whatIsTooMuchForOneServiceIsToldAsOther() {
        // Given: two kinds for each service
        var few = new Requests(new RequestLimits(100, 100, 2, Duration.ofSeconds(10), Requests.spans(1, 100)));

        // When
        for (int i = 0; i < 5; i++) {
            few.table.moved(ScriptedMove.sent(1, CURL, 40_000, 3 * i, "?" + i + "\n", 10));
            few.table.moved(ScriptedMove.received(1, CURL, 40_000, 3 * i, "!y\n", 20));
        }

        // Then: two by name, and one for all others
        assertThat(few.drain(MILLI)).hasSize(3);
        assertThat(few.spans()).hasSize(5);
        assertThat(few.table.losses().folded()).isEqualTo(3);
    }

    @Test
    void whatNobodyUnderstandsIsLeftAlone() {
        // When
        for (int i = 0; i < 20; i++) {
            table.moved(ScriptedMove.sent(7, CURL, 40_000, 2 * i, "xx", i));
        }

        // Then
        assertThat(requests.ignored).containsExactly(7L);
        assertThat(requests.drain(MILLI)).isEmpty();
    }

    private static ExponentialValue seconds(List<RequestSnapshot> told, Metric metric) {
        return told.stream()
                .filter(one -> one.metric() == metric)
                .map(RequestSnapshot::seconds)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
