// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts the node agent of dist/bin. */
final class AgentProgram {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    /** The agent logs how its probes are when each of them has been tried. */
    private static final String STARTED = " probe ";

    private AgentProgram() {}

    /** Returns when its probes are attached. */
    static Program start(Path dir, String endpoint) throws IOException, InterruptedException {
        return start(dir, endpoint, List.of(), List.of());
    }

    /**
     * @param entrance what its command begins with
     * @param flags besides where it sends to and keeps its state
     */
    static Program start(Path dir, String endpoint, List<String> entrance, List<String> flags)
            throws IOException, InterruptedException {
        Path log = Files.createTempDirectory(dir, "agent");
        List<String> arguments = new ArrayList<>(List.of(
                "--endpoint", endpoint, "--spool-dir", dir.resolve("agent").toString()));
        arguments.addAll(flags);
        Program agent = Program.start(entrance, "sonde-node-agent", log, arguments);
        try {
            agent.awaitOutput(STARTED, START_LIMIT);
        } catch (IOException | InterruptedException e) {
            agent.close();
            throw e;
        }
        return agent;
    }
}
