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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent on each of two nodes, which know nothing of each other: the request between them is one trace. */
class TwoNodesTraceEndToEndTest {
    private static final String VIRTUAL = "10.96.78.1";
    private static final int PORT = 8083;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private final Programs programs = new Programs();
    private TwoNodes nodes;
    private Engine engine;
    private Stack stack;

    @BeforeEach
    void start() throws IOException {
        Privileges.require();
        Privileges.needProgram("nsenter", "util-linux");
        Privileges.needProgram("iptables-legacy", "iptables");
        Privileges.needProgram("nginx", "nginx-light");
        nodes = new TwoNodes();
        nodes.translate(VIRTUAL, PORT);
        nginx();
        engine = new Engine(directory.resolve("engine"));
        stack = new Stack(directory.resolve("data"), engine.settings());
        nodes.startAgents(stack);
    }

    private void nginx() throws IOException {
        Path home = Files.createDirectories(directory.resolve("nginx"));
        Path file = Files.writeString(home.resolve("nginx.conf"), """
                daemon off; worker_processes 1; pid %1$s/pid; error_log %1$s/error.log; user root;
                events { worker_connections 64; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/a; proxy_temp_path %1$s/b; fastcgi_temp_path %1$s/c; uwsgi_temp_path %1$s/d; scgi_temp_path %1$s/e;
                  server { listen %2$s:%3$d; location / { return 200 "fine"; } }
                }
                """.formatted(home, TwoNodes.EAST_4, PORT));
        programs.start(nodes.on(
                "east",
                List.of(
                        "nginx",
                        "-c",
                        file.toString(),
                        "-e",
                        home.resolve("error.log").toString())));
    }

    @AfterEach
    void stop() {
        programs.close();
        if (stack != null) {
            stack.close();
        }
        if (engine != null) {
            engine.close();
        }
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    void bothEndsOfARequestAreOneTraceAlsoWhereItsAddressIsTranslated() {
        // When: by its address, and by one that is translated on the way
        get("http://" + TwoNodes.EAST_4 + ":" + PORT + "/direct");
        get("http://" + VIRTUAL + "/translated");

        // Then
        for (String name : List.of("GET /direct", "GET /translated")) {
            await().atMost(PATIENCE).until(() -> rows(name).size() == 2);
            Row client = of(name, "Client");
            Row server = of(name, "Server");
            assertThat(client.host()).isEqualTo("west");
            assertThat(server.host()).isEqualTo("east");
            assertThat(server.trace()).isEqualTo(client.trace());
            assertThat(server.parent()).isEqualTo(client.span());
            assertThat(client.nanos()).isGreaterThan(server.nanos());
        }
        assertThat(of("GET /translated", "Client").peer()).isEqualTo(VIRTUAL);
        assertThat(of("GET /direct", "Client").trace())
                .isNotEqualTo(of("GET /translated", "Client").trace());
    }

    private void get(String url) {
        nodes.in("west", "curl", "-s", "-o", "/dev/null", "--retry", "20", "--retry-connrefused", url);
    }

    private Row of(String name, String kind) {
        return rows(name).stream()
                .filter(row -> row.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private List<Row> rows(String name) {
        return SpanRows.in(engine).stream()
                .filter(row -> row.name().equals(name))
                .toList();
    }
}
