// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's way: real kernel traffic, real server, real Chromium. The steps in the browser are in browser/live.test.mjs. */
class BrowserEndToEndTest {
    private static final int PORT = 7779;

    @Test
    void theMapAppearsFromRealTrafficAndAServicePageOpens(@TempDir Path directory)
            throws IOException, InterruptedException {
        // Given
        Privileges.require();
        try (var programs = new Programs();
                var stack = new Stack(directory.resolve("data"))) {
            stack.startAgent();
            Process server = programs.start(Programs.ofClass(TruthServer.class, String.valueOf(PORT)));
            Programs.awaitLine(server, "listening");
            Process client =
                    programs.start(Programs.ofClass(TruthClient.class, "hold", "127.0.0.1", String.valueOf(PORT), "3"));
            Programs.awaitLine(client, "holding");

            // When
            var builder = new ProcessBuilder("node", "--test", "browser/live.test.mjs").redirectErrorStream(true);
            builder.environment().put("SERVER_URL", stack.url());
            builder.environment().put("OTLP_URL", stack.otlpUrl());
            Process browser = builder.start();
            String output = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            // Then
            assertThat(browser.waitFor()).as(output).isZero();
        }
    }
}
