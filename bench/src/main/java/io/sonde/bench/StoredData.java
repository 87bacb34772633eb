// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Looks at what a server has stored, after it has ended: the engine alone, on the server's data, asked over HTTP. */
final class StoredData implements AutoCloseable {
    private static final Path LIB = Path.of("dist", "lib", "sonde-embedded-clickhouse");
    private static final Duration QUERY_LIMIT = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 10;
    private static final String LISTENING = "listening ";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String secret = UUID.randomUUID().toString();
    private final Process process;
    private final URI address;

    StoredData(Path dataDirectory) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(List.of(
                java(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-jar",
                LIB.resolve("sonde-embedded-clickhouse.jar").toString(),
                "--data",
                dataDirectory.toString()));
        builder.environment().put("SONDE_ENGINE_SECRET", secret);
        process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        address = URI.create("http://127.0.0.1:" + port(process.inputReader()) + "/");
    }

    /** The first value of the answer. */
    String query(String sql) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .header("X-ClickHouse-User", "default")
                .header("X-ClickHouse-Key", secret)
                .timeout(QUERY_LIMIT)
                .POST(BodyPublishers.ofString(sql))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(sql + " failed: " + response.body());
        }
        return response.body().strip();
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    private static int port(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(LISTENING)) {
                return Integer.parseInt(line.substring(LISTENING.length()).strip());
            }
        }
        throw new IOException("the engine ended before it listened");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
