// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent leaves in the kernel when it ends, and who takes it away: nobody has to know of pins to get rid of them. */
class AgentStopEndToEndTest {
    private static final String AGENT = Path.of("..", "dist", "bin", "sonde-node-agent")
            .toAbsolutePath()
            .normalize()
            .toString();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String DETACHED = "detached what an agent had left";
    private static final String NOTHING = "no agent has left anything";

    @TempDir
    private Path directory;

    @BeforeEach
    void needRights() {
        Privileges.require();
    }

    @AfterEach
    void leaveNothing() {
        detach();
    }

    @Test
    void oneThatIsStoppedLeavesNothing() throws IOException {
        run("--on-stop", "detach").close();

        assertThat(detach()).isEqualTo(NOTHING);
    }

    @Test
    void oneThatIsToKeepLeavesItsProgramsToTheNext() throws IOException {
        run("--on-stop", "keep").close();
        try (Mortal _ = run("--on-stop", "keep")) {
            await("going on").atMost(PATIENCE).until(() -> log().contains("went on where another agent ended"));
        }

        assertThat(detach()).isEqualTo(DETACHED);
        assertThat(detach()).isEqualTo(NOTHING);
    }

    @Test
    void whatOneLeftTheNextTakesAway() throws IOException {
        run("--on-stop", "keep").close();
        run("--on-stop", "detach").close();

        assertThat(detach()).isEqualTo(NOTHING);
    }

    @Test
    void whatAKilledOneLeftIsDetached() throws IOException {
        try (Mortal agent = run()) {
            agent.kill();
        }

        assertThat(detach()).isEqualTo(DETACHED);
        assertThat(detach()).isEqualTo(NOTHING);
    }

    /** Until it is attached; nobody takes what it reports. */
    private Mortal run(String... more) throws IOException {
        Files.deleteIfExists(logFile());
        List<String> own = List.of(AGENT, "--endpoint", "http://127.0.0.1:" + unusedPort(), "--spool-dir", spool());
        var agent = new Mortal(
                logFile(), Stream.concat(own.stream(), Stream.of(more)).toList());
        try {
            await("probes").atMost(PATIENCE).until(() -> log().contains("probe restarts is attached"));
        } catch (RuntimeException e) {
            agent.close();
            throw e;
        }
        return agent;
    }

    private String detach() {
        return Programs.run(AGENT, "--detach", "--spool-dir", spool()).strip();
    }

    private String spool() {
        return directory.resolve("spool").toString();
    }

    private Path logFile() {
        return directory.resolve("agent.log");
    }

    private String log() throws IOException {
        return Files.readString(logFile());
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
