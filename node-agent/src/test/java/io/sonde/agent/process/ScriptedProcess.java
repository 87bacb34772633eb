// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import io.sonde.agent.kernel.ProcessEvent;
import java.util.List;

/** A change in a process's life, as the kernel would tell it. */
public record ScriptedProcess(
        int pid,
        int parentPid,
        long timeNanos,
        String filename,
        List<String> arguments,
        List<String> cgroupNames,
        int exitCode,
        int exitSignal)
        implements ProcessEvent {
    public static ScriptedProcess exec(int pid, String filename, String... arguments) {
        return new ScriptedProcess(pid, 1, 0, filename, List.of(arguments), List.of(), 0, 0);
    }

    public static ScriptedProcess fork(int pid, int parentPid) {
        return new ScriptedProcess(pid, parentPid, 0, "", List.of(), List.of(), 0, 0);
    }

    public static ScriptedProcess exit(int pid, int code, int signal) {
        return new ScriptedProcess(pid, 0, 0, "", List.of(), List.of(), code, signal);
    }

    public ScriptedProcess in(String... groups) {
        return new ScriptedProcess(
                pid, parentPid, timeNanos, filename, arguments, List.of(groups), exitCode, exitSignal);
    }

    public ScriptedProcess at(long nanos) {
        return new ScriptedProcess(pid, parentPid, nanos, filename, arguments, cgroupNames, exitCode, exitSignal);
    }

    @Override
    public String comm() {
        return "";
    }

    @Override
    public long cpuNanos() {
        return 0;
    }

    @Override
    public long cgroupId() {
        return 0;
    }
}
