// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make run} as in production: what dies is started again and told of, and nothing outlives its supervisor. */
class SupervisionEndToEndTest {
    private static final String SERVER = "sonde-server.jar";
    private static final String AGENT = "sonde-node-agent.jar";
    // A server starts in five seconds; two busy cores, and an engine that is read from disk for the first time, take
    // longer.
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private @Nullable Process running;
    private final Ports ports = Ports.free();

    @AfterEach
    void stop() throws InterruptedException {
        if (running != null) {
            running.destroy();
            running.waitFor();
        }
    }

    @Test
    void aPartThatIsKilledIsStartedAgainAndSoIsTheNext() throws Exception {
        // Given
        Privileges.require();
        Process script = start();
        awaitSaid("ready: " + ports.url());
        ProcessHandle agent = part(script, AGENT).orElseThrow();
        ProcessHandle server = part(script, SERVER).orElseThrow();

        // When
        agent.destroyForcibly();
        server.destroyForcibly();

        // Then
        await().atMost(LIMIT)
                .until(() ->
                        part(script, AGENT).filter(next -> !next.equals(agent)).isPresent());
        awaitSaid("the server is ready again");
        assertThat(said())
                .contains("the agent was killed by SIGKILL", "the server was killed by SIGKILL")
                .contains("its log is " + directory.resolve("data/logs/agent.log"));
        // What it knew is still there, and the new agent is heard.
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(Rest.get(ports.url() + "/api/v1/agents")
                                .get(0)
                                .path("uptimeSeconds")
                                .asDouble())
                        .isPositive());
    }

    @Test
    void afterTerminationNothingIsLeftAlsoOfPartsThatWereStartedAgain() throws Exception {
        // Given
        Privileges.require();
        Process script = start();
        awaitSaid("ready: " + ports.url());
        part(script, AGENT).orElseThrow().destroyForcibly();
        awaitSaid("the agent was killed by SIGKILL");
        await().atMost(LIMIT).until(() -> part(script, AGENT).isPresent());
        List<ProcessHandle> all = script.descendants().toList();

        // When
        script.destroy();

        // Then
        assertThat(script.waitFor()).isEqualTo(143);
        assertThat(all).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void ctrlCBeforeItIsReadyEndsItInALineAndLeavesNothing() throws Exception {
        // Given
        Privileges.require();
        Process script = start();
        await().atMost(LIMIT).until(() -> part(script, SERVER).isPresent());
        List<ProcessHandle> all = script.descendants().toList();

        // When
        Process kill = new ProcessBuilder("kill", "-INT", String.valueOf(script.pid())).start();

        // Then
        assertThat(kill.waitFor()).isZero();
        assertThat(script.waitFor()).isZero();
        assertThat(said().lines()).last().asString().endsWith("stopping before it was ready");
        assertThat(all).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aKilledSupervisorLeavesNothingEither() throws Exception {
        // Given
        Privileges.require();
        Process script = start();
        awaitSaid("ready: " + ports.url());
        List<ProcessHandle> all = script.descendants().toList();

        // When
        script.destroyForcibly();

        // Then
        await().atMost(LIMIT).untilAsserted(() -> assertThat(all).isNotEmpty().noneMatch(ProcessHandle::isAlive));
    }

    private Process start() throws IOException {
        // Whoever runs tests in the background may have it ignore Ctrl-C, which would be inherited.
        var builder = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        Path.of("..", "build", "run.sh").toString(),
                        directory.resolve("data").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile());
        builder.environment().putAll(ports.environment());
        Process started = builder.start();
        running = started;
        return started;
    }

    private String said() throws IOException {
        return Files.readString(directory.resolve("said"));
    }

    private void awaitSaid(String text) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(said()).contains(text));
    }

    private static Optional<ProcessHandle> part(Process script, String jar) {
        return script.descendants()
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(jar))
                        .isPresent())
                .findFirst();
    }
}
