// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sonde.agent.container.ContainerWatch;
import io.sonde.agent.service.Origin;
import io.sonde.agent.service.ProcessCounts;
import io.sonde.agent.service.Service;
import io.sonde.agent.service.ServiceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
    private static final int SELF = 99;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final String ID = "0123456789abcdef".repeat(4);

    private final ServiceTable services = new ServiceTable(10);
    private final ProcessTable table = withProc(Path.of("/nowhere"));

    @Test
    void aProcessBelongsToItsContainerElseItsUnitElseItsProgram() {
        // When
        table.started(ScriptedProcess.exec(1, "/usr/sbin/nginx").in("docker-" + ID + ".scope", "system.slice"));
        table.started(ScriptedProcess.exec(2, "/usr/sbin/nginx").in("web.service", "system.slice"));
        table.started(ScriptedProcess.exec(3, "/usr/sbin/nginx").in("session-1.scope", "user.slice"));

        // Then
        assertThat(table.serviceOf(1).identity().name()).isEqualTo("0123456789ab");
        assertThat(table.serviceOf(1).identity().containerId()).isEqualTo(ID);
        assertThat(table.serviceOf(2).identity().name()).isEqualTo("web");
        assertThat(table.serviceOf(2).identity().origin()).isEqualTo(Origin.SYSTEMD);
        assertThat(table.serviceOf(3).identity().name()).isEqualTo("nginx");
        assertThat(table.serviceOf(3).program().kind()).isEqualTo("nginx");
    }

    @Test
    void aChildIsItsParentUntilItExecutesSomething() {
        // Given
        table.started(ScriptedProcess.exec(1, "/bin/bash", "bash"));

        // When
        table.forked(ScriptedProcess.fork(2, 1));
        Service asChild = table.serviceOf(2);
        table.started(ScriptedProcess.exec(2, "/usr/bin/curl", "curl"));

        // Then
        assertThat(asChild.identity().name()).isEqualTo("bash");
        assertThat(table.serviceOf(2).identity().name()).isEqualTo("curl");
        assertThat(counts())
                .containsEntry("bash", new ProcessCounts(1, 0, 0, 0, 1))
                .containsEntry("curl", new ProcessCounts(1, 0, 0, 0, 1));
    }

    @Test
    void endsAreCountedByHowTheyCame() {
        // Given
        for (int pid = 1; pid <= 4; pid++) {
            table.started(ScriptedProcess.exec(pid, "/usr/bin/tool"));
        }

        // When
        table.exited(ScriptedProcess.exit(1, 0, 0));
        table.exited(ScriptedProcess.exit(2, 3, 0));
        table.exited(ScriptedProcess.exit(3, 0, 9));
        table.exited(ScriptedProcess.exit(3, 0, 9)); // told twice

        // Then
        assertThat(counts()).containsEntry("tool", new ProcessCounts(4, 1, 1, 1, 1));
    }

    @Test
    void anEndedProcessKeepsItsNameForAWhileAndIsThenForgotten() {
        // Given
        table.started(ScriptedProcess.exec(1, "/usr/bin/curl"));

        // When
        table.exited(ScriptedProcess.exit(1, 0, 0).at(10 * SECOND));
        table.forgetEnded(39 * SECOND);
        Service soonAfter = table.serviceOf(1);
        table.forgetEnded(41 * SECOND);

        // Then
        assertThat(soonAfter.identity().name()).isEqualTo("curl");
        assertThat(table.size()).isZero();
        assertThat(table.serviceOf(1).identity().name()).isEqualTo("unknown");
        assertThat(table.unknownOwners()).isEqualTo(1);
    }

    @Test
    void aServiceThatEndedSaysNoneOnceAndIsForgotten() {
        // Given
        table.started(ScriptedProcess.exec(1, "/usr/bin/curl"));
        assertThat(running(services, "curl")).isEqualTo(1);

        // When
        table.exited(ScriptedProcess.exit(1, 0, 0));
        table.forgetEnded(60 * SECOND);

        // Then
        assertThat(running(services, "curl")).isZero();
        counts();
        assertThat(services.size()).isZero();
    }

    @Test
    void theServersOfAServiceGiveItItsKindNotTheShellThatStartedThem() {
        // When
        table.started(ScriptedProcess.exec(1, "/bin/sh", "sh", "-c", "x").in("db.service"));
        table.started(
                ScriptedProcess.exec(2, "/usr/lib/postgresql/15/bin/postgres").in("db.service"));
        table.started(ScriptedProcess.exec(3, "/usr/bin/backup").in("db.service"));

        // Then
        assertThat(table.serviceOf(1).program().kind()).isEqualTo("postgresql");
        assertThat(table.serviceOf(1).program().executable()).isEqualTo("postgres");
    }

    @Test
    void endedProcessesMakeRoomForNewOnes() {
        // Given
        for (int pid = 1; pid <= 5; pid++) {
            table.started(ScriptedProcess.exec(pid, "/usr/bin/tool"));
        }
        table.exited(ScriptedProcess.exit(2, 0, 0));

        // When
        table.started(ScriptedProcess.exec(6, "/usr/bin/new"));
        table.started(ScriptedProcess.exec(7, "/usr/bin/newer"));

        // Then
        assertThat(table.serviceOf(6).identity().name()).isEqualTo("new");
        assertThat(table.size()).isEqualTo(5);
        assertThat(table.overflows()).isEqualTo(1);
    }

    @Test
    void theAgentDoesNotWatchItself() {
        // When
        table.started(ScriptedProcess.exec(SELF, "/usr/bin/java", "java", "-jar", "agent.jar"));
        table.forked(ScriptedProcess.fork(100, SELF));

        // Then
        assertThat(table.size()).isZero();
    }

    @Test
    void processesFromBeforeTheAgentAreFoundInProc(@TempDir Path directory) throws IOException, InterruptedException {
        // Given
        var found = new ServiceTable(1_000);
        ProcessTable real = withProc(Path.of("/proc"), found);
        Path file = program(directory, "lodger");
        Process sleep = new ProcessBuilder(file.toString(), "60").start();
        int pid = Math.toIntExact(sleep.pid());
        await().until(() -> cmdline(pid).startsWith(file.toString()));

        // When
        real.scan(0);
        Service running = real.serviceOf(pid);
        sleep.destroy();
        sleep.waitFor();
        assertThat(running(found, "lodger")).isPositive();
        real.scan(SECOND);

        // Then
        assertThat(running.identity().name()).isEqualTo("lodger");
        assertThat(running(found, "lodger")).isZero();
    }

    @Test
    void aLinkedProgramHasTheSameNameInProcAsInExec() throws IOException, InterruptedException {
        // Given: sh is a link to dash here
        ProcessTable real = withProc(Path.of("/proc"));
        Process shell = new ProcessBuilder("sh", "-c", "read line").start();
        int pid = Math.toIntExact(shell.pid());
        await().until(() -> cmdline(pid).startsWith("sh"));

        // When
        Service found = real.serviceOf(pid);
        shell.destroy();
        shell.waitFor();

        // Then
        assertThat(found.identity().name()).isEqualTo("sh");
    }

    @Test
    void aProgramWhoseFileWasReplacedKeepsItsName(@TempDir Path directory) throws IOException, InterruptedException {
        // Given
        Path file = program(directory, "checkout");
        Process process = new ProcessBuilder(file.toString(), "60").start();
        int pid = Math.toIntExact(process.pid());
        await().until(() -> cmdline(pid).startsWith(file.toString()));
        Files.delete(file);

        // When
        Service found = withProc(Path.of("/proc")).serviceOf(pid);
        process.destroy();
        process.waitFor();

        // Then
        assertThat(found.identity().name()).isEqualTo("checkout");
    }

    @Test
    void kernelThreadsAreNoPrograms() {
        // When
        Service thread = withProc(Path.of("/proc")).serviceOf(2);

        // Then
        assertThat(thread.identity().name()).isEqualTo("unknown");
    }

    private ProcessTable withProc(Path proc) {
        return withProc(proc, services);
    }

    private static ProcessTable withProc(Path proc, ServiceTable services) {
        int limit = proc.startsWith("/proc") ? 10_000 : 5;
        return new ProcessTable(
                new ProcessLimits(limit, Duration.ofSeconds(30)),
                new ProcDirectory(proc, ContainerWatch.ofNobody()),
                services,
                ContainerWatch.ofNobody(),
                SELF);
    }

    private static Path program(Path directory, String name) throws IOException {
        Path file = directory.resolve(name);
        Files.copy(Path.of("/bin/sleep"), file);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static int running(ServiceTable services, String name) {
        return counts(services)
                .getOrDefault(name, new ProcessCounts(0, 0, 0, 0, ProcessCounts.NOTHING_TO_SAY))
                .running();
    }

    private static String cmdline(int pid) throws IOException {
        return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
    }

    private Map<String, ProcessCounts> counts() {
        return counts(services);
    }

    private static Map<String, ProcessCounts> counts(ServiceTable services) {
        Map<String, ProcessCounts> counts = new HashMap<>();
        services.drain((service, count) -> counts.put(service.identity().name(), count));
        return counts;
    }
}
