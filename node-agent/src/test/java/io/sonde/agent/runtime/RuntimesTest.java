// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a daemon's socket tells. */
class RuntimesTest {
    private static final String ID = "686f6b22918278c2706c8c1fb96b4376d11d744f720c2dfd0346eb48f529301e";

    @TempDir
    private Path root;

    @Test
    void dockerIsAskedWhereItsFilesCannotBeRead() throws Exception {
        // Given
        CompletableFuture<String> asked = answering("run/docker.sock", """
                HTTP/1.0 200 OK\r
                Content-Type: application/json\r
                \r
                {"Id": "x", "Name": "/web", "Config": {"Image": "nginx:1.27", "Labels": {"com.docker.compose.service": "front"}}}
                """);

        // When
        Optional<RuntimeFacts> facts = find();

        // Then
        assertThat(asked.get()).startsWith("GET /containers/" + ID + "/json HTTP/1.0\r\n");
        assertThat(facts).hasValueSatisfying(found -> {
            assertThat(found.name()).isEqualTo("web");
            assertThat(found.image()).isEqualTo("nginx:1.27");
            assertThat(found.label("com.docker.compose.service")).isEqualTo("front");
        });
    }

    @Test
    void podmanIsAskedForLabelsThatItsFilesDoNotHold() throws Exception {
        // Given
        var _ = answering(
                "run/podman/podman.sock",
                "HTTP/1.0 200 OK\r\n\r\n{\"Name\": \"shop_db_1\", \"Config\": {\"Image\": \"postgres\", \"Labels\":"
                        + " {\"io.podman.compose.project\": \"shop\", \"com.docker.compose.service\": \"db\"}}}");

        // Then
        assertThat(find().orElseThrow().label("io.podman.compose.project")).isEqualTo("shop");
    }

    @Test
    void aDaemonThatDoesNotKnowItSaysNothing() throws Exception {
        // Given
        var _ = answering("run/docker.sock", "HTTP/1.0 404 Not Found\r\n\r\n{\"message\": \"No such container\"}");

        // Then
        assertThat(find()).isEmpty();
    }

    @Test
    void aDaemonThatHangsIsGivenUp() throws Exception {
        // Given: it accepts, and says nothing
        Files.createDirectories(root.resolve("run"));
        try (var server = listen("run/docker.sock")) {
            assertThat(server.isOpen()).isTrue();

            // Then
            assertThat(find()).isEmpty();
        }
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws Exception {
        // Given
        Path file = root.resolve("large");
        Files.write(file, new byte[HostFiles.MAX_FILE_BYTES + 1]);

        // Then
        assertThat(HostFiles.read(file)).isEmpty();
    }

    private Optional<RuntimeFacts> find() {
        var files = new HostFiles(root.resolve("proc"), root);
        return new Runtimes(files, new RuncState(files)).find(ID, 4711);
    }

    private ServerSocketChannel listen(String socket) throws IOException {
        Path path = root.resolve(socket);
        Files.createDirectories(path.getParent());
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
    }

    /** Answers once; returns what was asked. */
    private CompletableFuture<String> answering(String socket, String answer) throws IOException {
        ServerSocketChannel server = listen(socket);
        var asked = new CompletableFuture<String>();
        Thread.ofPlatform().daemon().start(() -> {
            try (server;
                    SocketChannel client = server.accept()) {
                ByteBuffer request = ByteBuffer.allocate(1024);
                client.read(request);
                asked.complete(new String(request.array(), 0, request.position(), StandardCharsets.US_ASCII));
                client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                asked.completeExceptionally(e);
            }
        });
        return asked;
    }
}
