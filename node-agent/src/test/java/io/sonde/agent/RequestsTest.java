// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.sonde.proto.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests of real programs, from this very kernel to the bytes that the agent would send. */
class RequestsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private final Reports reports = new Reports();

    @BeforeEach
    void privileged() {
        Needs.kernel();
    }

    @Test
    void everyRequestIsCountedAtBothEndsWithItsRouteAndStatus() throws Exception {
        // Given
        Process server = new ProcessBuilder(Programs.java(WebServer.class)).start();
        int port = Integer.parseInt(server.inputReader().readLine());
        Path browser = Files.copy(Path.of("/bin/bash"), directory.resolve("browser"));

        // When
        try (Agent agent = startAgent()) {
            await().atMost(PATIENCE)
                    .until(() -> reports.of("sonde-node-agent", Metric.SONDE_AGENT_UPTIME.id())
                                    .count()
                            > 0);
            run(browser, "for i in $(seq 1 40); do " + get(port, "/users/$i?token=secret") + "; done");
            run(browser, "for i in $(seq 1 7); do " + get(port, "/missing/page") + "; done");
            run(browser, "for i in $(seq 1 3); do " + get(port, "/broken") + "; done");
            assertThat(agent).isNotNull();
        } finally {
            server.destroyForcibly().waitFor();
        }

        // Then
        assertThat(counts("WebServer", Metric.HTTP_SERVER_REQUEST_DURATION, "http.route"))
                .isEqualTo(Map.of(
                        "GET /users/{id} 200 ", 40.0, "GET /missing/page 404 ", 7.0, "GET /broken 500 500", 3.0));
        assertThat(counts("browser", Metric.HTTP_CLIENT_REQUEST_DURATION, "url.template"))
                .isEqualTo(Map.of(
                        "GET /users/{id} 200 ", 40.0, "GET /missing/page 404 404", 7.0, "GET /broken 500 500", 3.0));
        assertThat(reports.of("browser", Metric.HTTP_CLIENT_REQUEST_DURATION.id())
                        .toList())
                .allSatisfy(point ->
                        assertThat(point.attribute("network.peer.port")).isEqualTo(String.valueOf(port)));
        assertThat(reports.all().toString()).doesNotContain("secret");
        assertThat(traces("browser"))
                .as("both ends know each request by the same number, also where its answer ends the stream")
                .hasSize(50)
                .isEqualTo(traces("WebServer"));
        assertThat(reports.spans("browser").toString()).doesNotContain("secret");
        assertThat(reports.of("sonde-node-agent", Metric.SONDE_AGENT_LOST.id())
                        .filter(point -> point.attribute("sonde.loss.where").startsWith("requests."))
                        .filter(point -> point.value() > 0))
                .isEmpty();
    }

    private Set<ByteString> traces(String service) {
        return reports.spans(service).stream().map(Span::getTraceId).collect(Collectors.toSet());
    }

    private Map<String, Double> counts(String service, Metric metric, String route) {
        return reports.of(service, metric.id())
                .collect(Collectors.groupingBy(
                        point -> String.join(
                                " ",
                                point.attribute("http.request.method"),
                                point.attribute(route),
                                point.attribute("http.response.status_code"),
                                point.attribute("error.type")),
                        Collectors.summingDouble(Reports.Point::value)));
    }

    private static String get(int port, String path) {
        return "exec 3<>/dev/tcp/127.0.0.1/%d; printf \"GET %s HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n\" >&3; cat <&3 >/dev/null; exec 3<&-"
                .formatted(port, path);
    }

    private Agent startAgent() {
        return reports.agent(directory, "--trace-rate", "1000", "--trace-rate-per-service", "1000");
    }

    private static void run(Path program, String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString(), "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
