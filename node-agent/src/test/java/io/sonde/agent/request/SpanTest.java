// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import static io.sonde.agent.request.Requests.CURL;
import static io.sonde.agent.request.Requests.NGINX;
import static io.sonde.agent.request.Requests.limits;
import static io.sonde.agent.request.Requests.spans;
import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.protocol.http.Routes;
import io.sonde.agent.protocol.http1.Http1Protocol;
import io.sonde.agent.protocol.http2.Http2Protocol;
import io.sonde.agent.request.Span.TraceOrigin;
import io.sonde.otlp.ExponentialValue;
import io.sonde.otlp.SpanValue.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SpanTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final int PORT = 40_000;
    private static final int SERVER_PORT = ScriptedMove.SERVER_PORT;
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";

    @Test
    void bothEndsOfARequestAreOneTraceAndTheServersPartBelongsToTheClients() {
        // Given: two hosts that know nothing of each other
        var west = new Requests();
        var east = new Requests();

        // When
        west.table.moved(ScriptedMove.sent(1, CURL, PORT, 1_000, "?a\n", 20));
        east.table.moved(ScriptedMove.received(2, NGINX, SERVER_PORT, 1_000, "?a\n", 2 * MILLI));
        east.table.moved(ScriptedMove.sent(2, NGINX, SERVER_PORT, -7, "!b\n", 4 * MILLI));
        west.table.moved(ScriptedMove.received(1, CURL, PORT, -7, "!b\n", 5 * MILLI));

        // Then
        Span client = only(west);
        Span server = only(east);
        assertThat(server.trace()).isEqualTo(client.trace()).isNotEqualTo(new Trace(0, 0));
        assertThat(server.parent()).isEqualTo(client.span());
        assertThat(client.parent()).isZero();
        assertThat(server.span()).isNotEqualTo(client.span());
        assertThat(client.origin()).isEqualTo(TraceOrigin.CONNECTION);
        assertThat(client.endUnixNanos() - client.startUnixNanos()).isEqualTo(5 * MILLI - 10);
        assertThat(server.endUnixNanos() - server.startUnixNanos()).isEqualTo(2 * MILLI);
        assertThat(server.firstByteNanos()).isEqualTo(2 * MILLI - 10);
        assertThat(server.what().server()).isTrue();
        assertThat(server.ends().clientPort()).isEqualTo(PORT);
        assertThat(client.ends().serverPort()).isEqualTo(SERVER_PORT);
    }

    @Test
    void everyRequestOfAConnectionIsATraceOfItsOwn() {
        var requests = new Requests();

        askMany(requests, 1, 0, 50);

        assertThat(requests.spans())
                .extracting(Span::trace)
                .doesNotHaveDuplicates()
                .hasSize(50);
    }

    @Test
    void withoutAnAnswerNobodyElseKnowsTheTrace() {
        // Given
        var requests = new Requests();

        // When
        requests.table.moved(ScriptedMove.sent(1, CURL, PORT, 0, "?a\n", SECOND));
        requests.table.moved(ScriptedMove.received(2, NGINX, SERVER_PORT, 0, "?a\n", SECOND));
        requests.drain(12 * SECOND);

        // Then
        List<Span> told = requests.spans();
        assertThat(told).hasSize(2).allSatisfy(span -> {
            assertThat(span.origin()).isEqualTo(TraceOrigin.OWN);
            assertThat(span.parent()).isZero();
            assertThat(span.firstByteNanos()).isNegative();
            assertThat(span.because()).isEqualTo(SpanDecision.ERROR);
            assertThat(span.what().failed()).isTrue();
        });
        assertThat(told.getFirst().trace()).isNotEqualTo(told.getLast().trace());
    }

    @Test
    void aRequestThatCarriesATraceBelongsToIt() {
        // Given
        var requests = web(0);

        // When
        get(requests, 1, "traceparent: 00-" + TRACE + "-" + CALLER + "-01", 200, MILLI);

        // Then
        Span span = only(requests);
        assertThat(span.trace()).isEqualTo(new Trace(0x0af7651916cd43ddL, 0x8448eb211c80319cL));
        assertThat(span.parent()).isEqualTo(0xb7ad6b7169203331L);
        assertThat(span.origin()).isEqualTo(TraceOrigin.TRACEPARENT);
        assertThat(span.because()).isEqualTo(SpanDecision.APPLICATION);
    }

    @Test
    void whatTheApplicationDoesNotKeepIsKeptOnlyWhenItFailsOrIsSlow() {
        // Given
        var requests = web(1);
        String trace = "traceparent: 00-" + TRACE + "-" + CALLER + "-00";

        // When
        get(requests, 1, trace, 200, MILLI);
        get(requests, 2, trace, 500, MILLI);
        get(requests, 3, trace, 200, 2 * SECOND);

        // Then
        assertThat(requests.spans())
                .extracting(Span::because)
                .containsExactlyInAnyOrder(SpanDecision.ERROR, SpanDecision.SLOW);
        assertThat(requests.table.spanCounts()).containsEntry(SpanDecision.NOT_CHOSEN, 1L);
    }

    @Test
    void aShareIsChosenAndBothEndsChooseTheSame() {
        // Given
        var west = new Requests(limits(100, spans(0.25, 10_000)));
        var east = new Requests(limits(100, spans(0.25, 10_000)));

        // When
        int position = 123_456;
        for (int i = 0; i < 2_000; i++) {
            west.table.moved(ScriptedMove.sent(1, CURL, PORT, position, "?a\n", SECOND + i * MILLI));
            east.table.moved(ScriptedMove.received(2, NGINX, SERVER_PORT, position, "?a\n", SECOND + i * MILLI));
            east.table.moved(ScriptedMove.sent(2, NGINX, SERVER_PORT, position, "!b\n", SECOND + i * MILLI));
            west.table.moved(ScriptedMove.received(1, CURL, PORT, position, "!b\n", SECOND + i * MILLI));
            position += 3;
        }

        // Then
        Set<Trace> there = traces(east);
        assertThat(traces(west)).isEqualTo(there);
        assertThat(there).hasSizeBetween(400, 600);
    }

    @Test
    void whatFailsIsKeptWhateverTheShareAndTooManyOfThemAreCounted() {
        // Given
        var requests = new Requests(limits(100, new SpanLimits(true, 0, Duration.ofSeconds(1), 0, 20, 5, 100)));

        // When: ten in each of two seconds
        for (int i = 0; i < 20; i++) {
            ask(requests, 1, 3 * i, "!no\n", i < 10 ? SECOND + i : 2 * SECOND + i);
        }

        // Then
        assertThat(requests.spans()).hasSize(10).extracting(Span::because).containsOnly(SpanDecision.ERROR);
        assertThat(requests.table.spanCounts())
                .containsEntry(SpanDecision.RATE, 10L)
                .containsEntry(SpanDecision.ERROR, 10L);
    }

    @Test
    void whatTakesMuchLongerThanUsualIsKept() {
        // Given: requests of 2 ms
        var requests =
                new Requests(limits(100, new SpanLimits(true, 0, Duration.ofSeconds(1), 4, 1_000, 1_000, 1_000)));
        askMany(requests, 1, 0, 100);
        requests.drain(SECOND);

        // When
        get(requests, 2, 7 * MILLI);
        get(requests, 3, 10 * MILLI);

        // Then
        assertThat(only(requests).because()).isEqualTo(SpanDecision.SLOW);
    }

    @Test
    void whatIsNotMeasuredHasNoSpan() {
        // Given
        var requests = new Requests();

        // When: the answer to a was not seen
        requests.table.moved(ScriptedMove.sent(1, CURL, PORT, 0, "?0\n", 1));
        requests.table.moved(ScriptedMove.received(1, CURL, PORT, 0, "!y\n", 2));
        requests.spans();
        requests.table.moved(ScriptedMove.sent(1, CURL, PORT, 3, "?a\n", 10));
        requests.table.moved(ScriptedMove.received(1, CURL, PORT, 6, "!y\n", 30));

        // Then
        assertThat(requests.spans()).isEmpty();
        assertThat(requests.table.spanCounts()).containsEntry(SpanDecision.UNMEASURED, 1L);
    }

    @Test
    void whoDoesTooMuchHasFewerChosenUntilItDoesLess() {
        // Given
        var requests =
                new Requests(limits(10_000, new SpanLimits(true, 1, Duration.ofHours(1), 0, 1_000, 10, 100_000)));

        // When: a thousand in each of ten seconds
        List<Integer> kept = new ArrayList<>();
        for (int second = 0; second < 10; second++) {
            for (int i = 0; i < 1_000; i++) {
                ask(requests, 1, 3 * (1_000 * second + i), "!y\n", (second + 1) * SECOND + i * MILLI);
            }
            kept.add(requests.spans().size());
        }
        for (int i = 0; i < 10; i++) {
            ask(requests, 1, 3 * (10_000 + i), "!y\n", (100 + i) * SECOND);
        }

        // Then
        assertThat(kept).allSatisfy(one -> assertThat(one).isBetween(1, 20));
        assertThat(requests.spans()).hasSize(10);
    }

    @Test
    void aHistogramShowsTheSlowestAndTheLatestOfItsSpans() {
        // Given
        var requests = new Requests();
        ask(requests, 1, 0, "!y\n", SECOND);
        get(requests, 2, 900 * MILLI);
        ask(requests, 1, 3, "!y\n", 3 * SECOND);
        List<Span> spans = requests.spans();

        // When
        List<RequestSnapshot> told = requests.drain(4 * SECOND);

        // Then
        ExponentialValue value = Objects.requireNonNull(told.getFirst().seconds());
        assertThat(value.exemplars()).hasSize(2);
        assertThat(value.exemplars().getFirst().value()).isEqualTo(0.9);
        assertThat(value.exemplars().getFirst().span()).isEqualTo(spans.get(1).span());
        assertThat(value.exemplars().getLast().trace()).isEqualTo(spans.get(2).trace());
        assertThat(value.exemplars().getLast().unixNanos())
                .isEqualTo(spans.get(2).endUnixNanos());
    }

    @Test
    void offMeansNone() {
        var requests = new Requests(limits(10, SpanLimits.OFF));

        ask(requests, 1, 0, "!no\n", SECOND);

        assertThat(requests.spans()).isEmpty();
        assertThat(requests.table.spanCounts().values()).containsOnly(0L);
        assertThat(requests.table.keepsSpans()).isFalse();
    }

    private static Requests web(double share) {
        var routes = new Routes();
        List<Protocol> protocols = List.of(new Http1Protocol(routes, new Http2Protocol(routes)));
        return new Requests(limits(100, spans(share, 1_000)), protocols);
    }

    private static void get(Requests requests, long socket, String header, int status, long nanos) {
        String request = "GET /a HTTP/1.1\r\n" + header + "\r\n\r\n";
        String answer = "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n";
        requests.table.moved(ScriptedMove.sent(socket, CURL, PORT, 0, request, SECOND));
        requests.table.moved(ScriptedMove.received(socket, CURL, PORT, 0, answer, SECOND + nanos));
    }

    private static void get(Requests requests, long socket, long nanos) {
        requests.table.moved(ScriptedMove.sent(socket, CURL, PORT, (int) socket * 1_000, "?a\n", 2 * SECOND + 10));
        requests.table.moved(ScriptedMove.received(socket, CURL, PORT, 0, "!y\n", 2 * SECOND + nanos));
    }

    private static void askMany(Requests requests, long socket, int position, int count) {
        for (int i = 0; i < count; i++) {
            ask(requests, socket, position + 3 * i, "!y\n", i * 5L * MILLI);
        }
    }

    /** Takes two milliseconds. */
    private static void ask(Requests requests, long socket, int position, String answer, long nanos) {
        requests.table.moved(ScriptedMove.sent(socket, CURL, PORT, position, "?a\n", nanos + 10));
        requests.table.moved(
                ScriptedMove.received(socket, CURL, PORT, answers(position, answer), answer, nanos + 2 * MILLI));
    }

    /** Answers are as long as each other in each test. */
    private static int answers(int position, String answer) {
        return position / 3 * answer.length();
    }

    private static Set<Trace> traces(Requests requests) {
        return requests.spans().stream().map(Span::trace).collect(Collectors.toSet());
    }

    private static Span only(Requests requests) {
        List<Span> spans = requests.spans();
        assertThat(spans).hasSize(1);
        return spans.getFirst();
    }
}
