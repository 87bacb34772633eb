// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sonde.proto.Metric;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real cache that is asked over a unix socket: that is not read, and the agent says whose it is. */
class UnixSocketsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private final Reports reports = new Reports();

    @Test
    void whoIsAskedOverAUnixSocketIsTold() throws Exception {
        // Given
        Needs.kernel();
        Needs.programs("memcached");
        Path socket = directory.resolve("cache.sock");
        Process cache = new ProcessBuilder("memcached", "-u", "root", "-s", socket.toString())
                .inheritIO()
                .start();
        try {
            await().atMost(PATIENCE).until(() -> Files.exists(socket));
            try (SocketChannel asking = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                // When
                assertThat(ask(asking)).startsWith("VERSION");
                remarks();
            }
        } finally {
            cache.destroyForcibly().waitFor();
        }

        // Then: others on this machine may be named too
        assertThat(told())
                .last()
                .asString()
                .startsWith("requests over unix sockets are not seen: ")
                .contains("memcached (connections: ");
    }

    private void remarks() {
        try (Agent agent = reports.agent(directory)) {
            assertThat(agent).isNotNull();
            await().atMost(PATIENCE).until(() -> told().findAny().isPresent());
        }
    }

    private Stream<String> told() {
        return reports.of("sonde-node-agent", Metric.SONDE_AGENT_PROBE.id())
                .filter(point -> point.attribute("sonde.probe.name").equals("unix-sockets"))
                .map(point -> point.attribute("sonde.probe.reason"));
    }

    /** When it is answered the connection was accepted. */
    private static String ask(SocketChannel cache) throws IOException {
        cache.write(ByteBuffer.wrap("version\r\n".getBytes(UTF_8)));
        return new BufferedReader(Channels.newReader(cache, UTF_8)).readLine();
    }
}
