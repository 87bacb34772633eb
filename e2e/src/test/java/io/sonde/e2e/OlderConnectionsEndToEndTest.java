// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.e2e.RequestTruth.Told;
import io.sonde.e2e.Telemetry.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Requests count from the agent's first moment on, also on connections that were there before it: both programs live on, and so does their connection. */
@TestInstance(Lifecycle.PER_CLASS)
class OlderConnectionsEndToEndTest {
    private static final int TIMES = 20;

    /** Asks nginx on one connection, once per line of its input. */
    private static final String ASKS_NGINX = """
            exec 3<>/dev/tcp/127.0.0.1/8081
            while read -r; do
              printf 'GET /ok HTTP/1.1\\r\\nHost: here\\r\\n\\r\\n' >&3
              while read -r -u 3 header && [ "$header" != $'\\r' ]; do :; done
              read -r -N 4 -u 3 body
              echo "$body"
            done
            """;

    @TempDir
    static Path directory;

    /** By what each asks. */
    private final Map<String, Process> clients = new HashMap<>();

    private RequestTruth truth;

    @BeforeAll
    void start() {
        Privileges.require();
        Privileges.needProgram("nginx", "nginx-light");
        Privileges.needProgram("psql", "postgresql-client");
        Privileges.needProgram("redis-cli", "redis-server");
        truth = new RequestTruth(directory, this::connect);
        truth.settle();
    }

    private void connect(RealServers servers) {
        try {
            servers.nginx();
            servers.postgres();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        servers.start("redis-server", "--port", "6380", "--save", "", "--dir", directory.toString());
        servers.awaitPort(6380);
        clients.put("http", servers.start("bash", "-c", ASKS_NGINX));
        String[] psql = {"psql", "-h", "127.0.0.1", "-p", "5433", "-U", "postgres", "-A", "-t", "-q"};
        clients.put("postgresql", servers.start(psql));
        clients.put("redis", servers.start("redis-cli", "-p", "6380"));
        assertThat(ask("http", "")).isEqualTo("fine");
        assertThat(ask("postgresql", "SELECT 7 FROM pg_class LIMIT 1;")).isEqualTo("7");
        assertThat(ask("redis", "SET a b")).isEqualTo("OK");
    }

    private String ask(String protocol, String line) {
        Process client = Objects.requireNonNull(clients.get(protocol));
        try {
            client.outputWriter().write(line + "\n");
            client.outputWriter().flush();
            return client.inputReader().readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    void stop() throws IOException {
        if (truth != null) {
            truth.close();
        }
    }

    @Test
    void http() {
        askOften("http", "", "fine");

        truth.check(
                new Told("http", "bash → nginx, connected before the agent came", TIMES, 0),
                of("http"),
                RequestTruth.AT_SERVER);
    }

    @Test
    void postgresql() {
        askOften("postgresql", "SELECT 7 FROM pg_class LIMIT 1;", "7");

        truth.check(
                new Told("postgresql", "psql → PostgreSQL, connected before the agent came", TIMES, 0),
                of("postgresql").and(point -> point.operation().equals("SELECT")),
                RequestTruth.AT_SERVER);
    }

    @Test
    void redis() {
        askOften("redis", "SET a b", "OK");

        truth.check(
                new Told("redis", "redis-cli → Redis, connected before the agent came", TIMES, 0),
                of("redis").and(point -> point.operation().equals("SET")),
                RequestTruth.AT_SERVER);
    }

    private void askOften(String protocol, String question, String answer) {
        for (int i = 0; i < TIMES; i++) {
            assertThat(ask(protocol, question)).isEqualTo(answer);
        }
    }

    private static Predicate<Point> of(String protocol) {
        return point -> point.get("sonde.protocol").equals(protocol);
    }
}
