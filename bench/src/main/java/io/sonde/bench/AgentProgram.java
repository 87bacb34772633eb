// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Starts the node agent of dist/bin. */
final class AgentProgram {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    /** The agent logs how its probes are when each of them has been tried. */
    private static final String STARTED = " probe ";

    private AgentProgram() {}

    /** Returns when its probes are attached. */
    static Program start(Path dir, String endpoint) throws IOException, InterruptedException {
        Path log = Files.createTempDirectory(dir, "agent");
        Program agent = Program.start(
                "sonde-node-agent",
                log,
                List.of(
                        "--endpoint",
                        endpoint,
                        "--spool-dir",
                        dir.resolve("agent").toString()));
        try {
            agent.awaitOutput(STARTED, START_LIMIT);
        } catch (IOException | InterruptedException e) {
            agent.close();
            throw e;
        }
        return agent;
    }
}
