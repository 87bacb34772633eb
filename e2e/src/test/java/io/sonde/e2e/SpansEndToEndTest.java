// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sonde.e2e.SpanRows.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Requests of real programs as spans in the server's store. */
@TestInstance(Lifecycle.PER_CLASS)
class SpansEndToEndTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";

    @TempDir
    static Path directory;

    private final Programs programs = new Programs();
    private Network network;
    private RealServers servers;
    private Engine engine;
    private Stack stack;
    /** Whatever else runs on this host is watched too. */
    private String namespace = "";

    @BeforeAll
    void start() throws IOException {
        Privileges.require();
        network = new Network();
        servers = new RealServers(programs, network, directory);
        engine = new Engine(directory.resolve("engine"));
        stack = new Stack(directory.resolve("data"), engine.settings());
        // Whatever else runs on this host has spans as well, of programs of the same name.
        stack.startAgent(
                "env",
                "SONDE_INTERVAL=1s",
                "SONDE_TRACE_RATE=5000",
                "SONDE_TRACE_RATE_PER_SERVICE=5000",
                "SONDE_MAX_SPANS=50000");
        namespace = servers.run("readlink", "/proc/self/ns/net").replaceAll("[^0-9]", "");
    }

    @AfterAll
    void stop() {
        programs.close();
        if (stack != null) {
            stack.close();
        }
        if (engine != null) {
            engine.close();
        }
        if (network != null) {
            network.close();
        }
    }

    @Test
    void bothEndsOfARequestAreOneTraceInTheStore() throws IOException {
        // Given
        Privileges.needProgram("nginx", "nginx-light");
        servers.nginx();

        // When
        servers.run("curl", "-s", "-o", "/dev/null", "http://127.0.0.1:8081/users/42?token=secret");

        // Then
        Both spans = both(row -> row.name().equals("GET /users/{id}"));
        Row client = spans.client();
        Row server = spans.server();
        assertThat(client.service()).isEqualTo("curl");
        assertThat(server.service()).startsWith("nginx");
        assertThat(server.trace()).isEqualTo(client.trace());
        assertThat(server.parent()).isEqualTo(client.span());
        assertThat(client.parent()).isEmpty();
        assertThat(client.origin()).isEqualTo("connection");
        assertThat(client.nanos()).isGreaterThan(server.nanos()).isLessThan(PATIENCE.toNanos());
        assertThat(server.nanos()).isPositive();
        assertThat(client.status()).isEqualTo("Unset");
        assertThat(engine.ask("SELECT count() FROM otel_traces WHERE toString(tuple(*)) LIKE '%secret%'"))
                .isEqualTo("0");
    }

    @Test
    void aTraceparentPutsBothEndsIntoTheApplicationsTrace() throws IOException {
        // Given
        Privileges.needProgram("nginx", "nginx-light");
        servers.nginx();

        // When
        servers.run(
                "curl",
                "-s",
                "-o",
                "/dev/null",
                "-H",
                "traceparent: 00-" + TRACE + "-" + CALLER + "-01",
                "http://127.0.0.1:8081/none");

        // Then
        Both spans = both(row -> row.trace().equals(TRACE));
        assertThat(List.of(spans.client(), spans.server())).allSatisfy(span -> {
            assertThat(span.parent()).isEqualTo(CALLER);
            assertThat(span.origin()).isEqualTo("traceparent");
            assertThat(span.name()).isEqualTo("GET /none");
        });
        assertThat(spans.client().status()).isEqualTo("Error");
        assertThat(spans.server().status()).isEqualTo("Unset");
    }

    @Test
    void aStatementIsToldWithoutItsLiterals() throws IOException {
        // Given
        Privileges.needProgram("psql", "postgresql-client");
        servers.postgres();

        // When
        servers.run(
                "psql",
                "-h",
                "127.0.0.1",
                "-p",
                "5433",
                "-U",
                "postgres",
                "-c",
                "SELECT usename FROM pg_user, pg_sleep(0.2) WHERE usename <> 'secret'");

        // Then
        Both spans = both(row -> row.name().equals("SELECT pg_user"));
        assertThat(spans.client().service()).isEqualTo("psql");
        assertThat(spans.server().service()).isEqualTo("postgres");
        assertThat(spans.server().trace()).isEqualTo(spans.client().trace());
        assertThat(spans.server().parent()).isEqualTo(spans.client().span());
        assertThat(List.of(spans.client(), spans.server())).allSatisfy(span -> {
            assertThat(span.text()).isEqualTo("SELECT usename FROM pg_user, pg_sleep(?) WHERE usename <> ?");
            assertThat(Duration.ofNanos(span.nanos())).isBetween(Duration.ofMillis(200), Duration.ofSeconds(20));
        });
    }

    @Test
    void whoSendsAMessageIsAProducerAndToWhomItIsDeliveredAConsumer() throws IOException {
        // Given
        Privileges.needProgram("rabbitmq-server", "rabbitmq-server");
        servers.rabbitmq(5673);
        Path home = Files.createDirectories(directory.resolve("kafka"));
        program(TruthKafka.class, "broker", "9192", home.toString());
        servers.awaitPort(9192);

        // When
        String ofRabbit = Programs.lastLine(program(TruthRabbit.class, "5673"));
        String ofKafka = Programs.lastLine(program(TruthKafka.class, "clients", "9192"));

        // Then
        assertThat(List.of(ofRabbit, ofKafka))
                .allSatisfy(said -> assertThat(said).matches("\\d+ \\d+"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(messages())
                        .contains(
                                "rabbitmq Producer basic.publish orders: basic.publish orders send Unset",
                                "rabbitmq Server basic.publish orders: basic.publish orders send Unset",
                                "rabbitmq Consumer basic.deliver orders: basic.deliver orders receive Unset",
                                "rabbitmq Server basic.deliver orders: basic.deliver orders receive Unset",
                                "rabbitmq Client basic.get orders: basic.get orders receive Unset",
                                "kafka Producer Produce: Produce  send Unset",
                                "kafka Producer Produce: Produce  send Error",
                                "kafka Server Produce: Produce  send Unset",
                                "kafka Client OffsetCommit: OffsetCommit  settle Unset",
                                "kafka Server OffsetCommit: OffsetCommit  settle Unset"));
    }

    private Process program(Class<?> main, String... arguments) {
        return programs.start(network.on("middle", Programs.ofClass(main, arguments)));
    }

    /** Which kinds of spans of brokers there are: system, kind, name, and what their attributes say. */
    private List<String> messages() {
        return engine.ask("""
                SELECT DISTINCT format('{} {} {}: {} {} {} {}', SpanAttributes['messaging.system'], SpanKind, SpanName,
                  SpanAttributes['messaging.operation.name'], SpanAttributes['messaging.destination.name'],
                  SpanAttributes['messaging.operation.type'], StatusCode)
                FROM otel_traces
                WHERE SpanAttributes['sonde.network.namespace'] = '%s' AND SpanAttributes['messaging.system'] != ''
                FORMAT TSV""".formatted(namespace)).lines().toList();
    }

    /** The spans of one request. */
    private record Both(Row client, Row server) {}

    private Both both(Predicate<Row> wanted) {
        await().atMost(PATIENCE).until(() -> rows(wanted).size() == 2);
        return new Both(of("Client", wanted), of("Server", wanted));
    }

    private Row of(String kind, Predicate<Row> wanted) {
        return rows(wanted).stream()
                .filter(row -> row.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private List<Row> rows(Predicate<Row> wanted) {
        return SpanRows.in(engine).stream()
                .filter(row -> row.namespace().equals(namespace))
                .filter(wanted)
                .toList();
    }
}
