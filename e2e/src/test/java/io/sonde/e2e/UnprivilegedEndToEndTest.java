// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without the rights to see, Sonde says so. */
class UnprivilegedEndToEndTest {
    private static final String NOBODY = "65534";

    @Test
    void anAgentWithoutRightsSaysForEachProbeWhyItSeesNothing(@TempDir Path directory) {
        // Given
        assumeThat(System.getProperty("user.name"))
                .as("only root can drop rights")
                .isEqualTo("root");
        try (var stack = new Stack(directory.resolve("data"))) {
            // When
            stack.startAgent("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--inh-caps=-all");

            // Then
            var agent = stack.get("/api/v1/agents").get(0);
            assertThat(agent.path("probes")).isNotEmpty().allSatisfy(probe -> {
                assertThat(probe.path("state").asText()).isEqualTo("failed");
                assertThat(probe.path("reason").asText()).isNotBlank();
            });
            assertThat(stack.get("/api/v1/map").path("edges")).isEmpty();
        }
    }
}
