// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's way: real kernel traffic, real server, real Chromium. The steps in the browser are in browser/. */
class BrowserEndToEndTest {
    private static final int PORT = 7779;

    private static final int PER_SECOND = 20;

    @Test
    void theMapAppearsFromRealTrafficAndAKilledServiceIsFoundAsTheCause(@TempDir Path directory)
            throws IOException, InterruptedException {
        // Given
        Privileges.require();
        Instant since = Instant.now();
        try (var programs = new Programs();
                var stack = new Stack(directory.resolve("data"))) {
            stack.startAgent();
            Process server = programs.start(Programs.ofClass(TruthServer.class, String.valueOf(PORT)));
            Programs.awaitLine(server, "listening");
            Process client = programs.start(Programs.ofClass(
                    TruthClient.class, "load", "127.0.0.1", String.valueOf(PORT), String.valueOf(PER_SECOND)));
            Programs.awaitLine(client, "loading");

            // When, Then
            walk("live", stack, since);

            // When
            Instant killed = Instant.now();
            server.destroyForcibly();

            // Then
            walk("why", stack, killed);
        }
    }

    private static void walk(String steps, Stack stack, Instant since) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("node", "--test", "browser/" + steps + ".test.mjs").redirectErrorStream(true);
        builder.environment().put("SERVER_URL", stack.url());
        builder.environment().put("OTLP_URL", stack.otlpUrl());
        builder.environment().put("SINCE_MS", String.valueOf(since.toEpochMilli()));
        Process browser = builder.start();
        String output = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(browser.waitFor()).as(output).isZero();
    }
}
