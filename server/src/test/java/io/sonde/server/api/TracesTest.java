// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.sonde.server.RunningServer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spans in over OTLP, lists, heat map and single traces out over REST. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracesTest {
    private final Instant start = Instant.now().minus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.MINUTES);
    private final String window = "?from=" + start + "&to=" + start.plus(Duration.ofMinutes(10));
    private RunningServer server;

    @BeforeAll
    void startAndSend(@TempDir Path data) throws Exception {
        server = RunningServer.start("--data=" + data).awaitReady();
        var spans = new SomeTraces(start);
        var stub = TraceServiceGrpc.newBlockingStub(server.grpc());
        var _ = stub.export(spans.fromPrograms());
        var _ = stub.export(spans.fromAgents());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "traces, /api/v1/traces",
        "traces-heatmap, /api/v1/traces/heatmap",
        "traces-slowest, /api/v1/traces/slowest"
    })
    void answersAsWritten(String golden, String path) throws Exception {
        HttpResponse<String> answer = server.rest(path + window);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Golden.check(golden, answer.body(), start);
    }

    @Test
    void aTraceAsWritten() throws Exception {
        HttpResponse<String> answer = server.rest("/api/v1/traces/" + SomeTraces.ORDER);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Golden.check("trace", answer.body(), start);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "                                        | 33 22 11",
                "&spans=all                              | 44 33 22 11",
                "&spans=calls                            | 44 11",
                "&service=orders                         | 11",
                "&service=orders~shop                    | 11",
                "&service=orders~other                   | ''",
                "&service=gateway~shop                   | 11",
                "&service=gateway~shop~far               | 11",
                "&service=order                          | ''",
                "&service=payments~shop&spans=all        | 44 33",
                "&service=orders~shop&spans=all&status=error | 11",
                "&status=error                           | ''",
                "&status=error&spans=all                 | 11",
                "&status=unanswered                      | 33",
                "&status=failed&spans=all                | 33 11",
                "&status=ok                              | 22 11",
                "&operation=SELECT%20orders              | 22",
                "&operation=GET%20/rates                 | ''",
                "&operation=GET%20/rates&spans=all       | 44",
                "&minDuration=0.002                      | 33 22 11",
                "&minDuration=0.002&maxDuration=0.0020001| 22",
                "&minDuration=0.25&maxDuration=5         | 11",
                "&origin=agent                           | 33 22 11",
                "&origin=application                     | 11"
            })
    void whatIsAskedFor(String query, String traces) throws Exception {
        assertThat(ids(asked("/api/v1/traces", query))).isEqualTo(traces);
    }

    /** Two http requests of one trace begin in the same fortieth: only the longer one is told, unless the shorter is asked for. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                | 0101010101010101 0505050505050505 0606060606060606",
                "&service=orders~shop            | 0303030303030303",
                "&service=payments~shop&spans=calls | 0707070707070707",
                "&maxDuration=0.2                | 0303030303030303 0505050505050505"
            })
    void theSlowestOfEachTime(String query, String spans) throws Exception {
        assertThat(Pattern.compile("\"spanId\":\"([^\"]+)\"")
                        .matcher(asked("/api/v1/traces/slowest", query))
                        .results()
                        .map(span -> span.group(1)))
                .containsExactly(spans.split(" "));
    }

    private String asked(String path, @Nullable String query) throws Exception {
        return server.rest(path + window + (query == null ? "" : query)).body();
    }

    /** Counted by the second inside, one by one where the window cuts a second. */
    @ParameterizedTest
    @CsvSource({
        "&spans=all, 7",
        "&spans=all&status=failed, 2",
        "&spans=all&status=error&origin=application, 1",
        "&spans=all&origin=agent, 4",
        "&spans=calls, 3",
        "&spans=calls&service=gateway, 1",
        "&spans=all&minDuration=0.19, 4"
    })
    void theHeatMapCountsWhatIsAskedFor(String query, long spans) throws Exception {
        assertThat(heatmap(window + query)).isEqualTo(spans);
    }

    @Test
    void theHeatMapEndsWhereTheWindowDoes() throws Exception {
        Instant root = start.plusSeconds(60);

        String all = "&to=" + start.plusSeconds(600) + "&spans=all";
        assertThat(heatmap("?from=" + root + all)).isEqualTo(7);
        assertThat(heatmap("?from=" + root.plusNanos(1) + all)).isEqualTo(6);
        assertThat(heatmap("?from=" + root.plusMillis(20) + all)).isEqualTo(4);
        String from = "?from=" + start.plusMillis(1) + "&spans=all";
        assertThat(heatmap(from + "&to=" + start.plusSeconds(240))).isEqualTo(6);
        assertThat(heatmap(from + "&to=" + start.plusSeconds(240).plusNanos(1))).isEqualTo(7);
    }

    private long heatmap(String query) throws Exception {
        String answer = server.rest("/api/v1/traces/heatmap" + query).body();
        Matcher cells =
                Pattern.compile("\"cells\":.*?\"count\":\\[([\\d,]*)\\]").matcher(answer);
        assertThat(cells.find()).as(answer).isTrue();
        return Pattern.compile(",")
                .splitAsStream(cells.group(1))
                .filter(count -> !count.isEmpty())
                .mapToLong(Long::parseLong)
                .sum();
    }

    @Test
    void eachTraceStandsOnOnePageHere() throws Exception {
        List<String> pages = new ArrayList<>();
        String cursor = "";
        do {
            String answer = server.rest("/api/v1/traces" + window + "&spans=all&limit=1" + cursor)
                    .body();
            pages.add(ids(answer));
            Matcher next = Pattern.compile("\"next\":\"([^\"]+)\"").matcher(answer);
            cursor = next.find() ? "&cursor=" + next.group(1) : "";
        } while (!cursor.isEmpty());

        assertThat(pages).containsExactly("44", "33", "22", "11");
    }

    @Test
    void whatUsersWriteIsNoSql() throws Exception {
        String evil = URLEncoder.encode("x') OR 1=1; DROP TABLE otel_traces --\\", StandardCharsets.UTF_8);

        HttpResponse<String> answer =
                server.rest("/api/v1/traces" + window + "&spans=all&service=" + evil + "&operation=" + evil);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(ids(answer.body())).isEmpty();
        assertThat(server.count("SELECT count() FROM otel_traces")).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?from=yesterday            | `from` must be an ISO-8601 instant such as",
                "?from=2001-01-01T00:00:00Z | is older than what is kept: traces stay for 7 days",
                "?from=9999-01-01T00:00:00Z | lies in the future",
                "?status=broken             | `status` must be ok, error, unanswered or failed, not `broken`",
                "?origin=me                 | `origin` must be agent or application, not `me`",
                "?spans=some                | `spans` must be entries, calls or all, not `some`",
                "?minDuration=1e9           | `minDuration` must be seconds such as 0.25, not `1e9`",
                "?minDuration=-1            | `minDuration` must be seconds such as 0.25, not `-1`",
                "?maxDuration=9999999999    | `maxDuration` must be seconds",
                "?minDuration=2&maxDuration=2 | `maxDuration` (2) must be greater than `minDuration` (2)",
                "?limit=0                   | `limit` must be between 1 and 200, not 0",
                "?limit=201                 | `limit` must be between 1 and 200, not 201",
                "?limit=many                | many",
                "?cursor=here               | `cursor` must be what `next` was"
            })
    void aWrongQuestionIsExplained(String query, String detail) throws Exception {
        HttpResponse<String> answer = server.rest("/api/v1/traces" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abababababababababababababababab | No span of trace `abababababababababababababababab` is stored",
                "abc                              | `abc` is no trace id"
            })
    void anUnknownTraceIsNotFound(String id, String detail) throws Exception {
        HttpResponse<String> answer = server.rest("/api/v1/traces/" + id);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains(detail);
    }

    /** The first byte of each, the newest first. */
    private static String ids(String answer) {
        List<String> ids = new ArrayList<>();
        Matcher each = Pattern.compile("\\{\"traceId\":\"(..)").matcher(answer);
        while (each.find()) {
            ids.add(each.group(1));
        }
        return String.join(" ", ids);
    }
}
