// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The store's engine, started by itself so that a test can ask it what no page shows. */
final class Engine implements AutoCloseable {
    private static final Path PROGRAM = Path.of(
                    "..", "dist", "lib", "sonde-embedded-clickhouse", "sonde-embedded-clickhouse.jar")
            .toAbsolutePath()
            .normalize();
    private static final String SECRET = "test";
    private static final String LISTENING = "listening ";

    private final Programs programs = new Programs();
    private final String url;

    Engine(Path data) throws IOException {
        Files.createDirectories(data);
        Process process = programs.start(List.of(
                "env",
                "SONDE_ENGINE_SECRET=" + SECRET,
                Programs.java(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                PROGRAM.toString(),
                "io.sonde.clickhouse.Main",
                "--data",
                data.toString()));
        String line = process.inputReader().readLine();
        if (line == null || !line.startsWith(LISTENING)) {
            throw new IllegalStateException("the engine does not listen: " + line);
        }
        url = "http://127.0.0.1:" + line.substring(LISTENING.length());
    }

    /** The server's flags for this store. */
    String[] settings() {
        return new String[] {"--store.url", url, "--store.password", SECRET};
    }

    String ask(String sql) {
        var request = HttpRequest.newBuilder(URI.create(url + "/?database=sonde"))
                .header("X-ClickHouse-User", "default")
                .header("X-ClickHouse-Key", SECRET)
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body().strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        programs.close();
    }
}
