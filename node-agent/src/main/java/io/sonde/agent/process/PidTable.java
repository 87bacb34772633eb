// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import io.sonde.agent.service.Program;
import io.sonde.agent.service.Service;
import io.sonde.agent.table.LongTable;
import java.util.ArrayDeque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Processes by pid. Ended ones stay for a while, unless their place is needed. */
final class PidTable {
    private final LongTable<WatchedProcess> processes;
    private final ArrayDeque<WatchedProcess> ended = new ArrayDeque<>();
    private final long rememberedNanos;
    private long overflows;

    PidTable(ProcessLimits limits) {
        this.processes = new LongTable<>(limits.processes());
        this.rememberedNanos = limits.remembered().toNanos();
    }

    @Nullable
    WatchedProcess get(int pid) {
        return processes.get(pid);
    }

    WatchedProcess add(int pid, Service service, Program program) {
        var process = new WatchedProcess(pid, service, program);
        while (!processes.put(pid, process)) {
            if (ended.isEmpty()) {
                overflows++;
                process.forget();
                return process;
            }
            forget(ended.remove());
        }
        return process;
    }

    /** A pid is given again once its process is gone. */
    void replace(int pid, Service service, Program program) {
        WatchedProcess before = processes.get(pid);
        if (before == null) {
            add(pid, service, program);
        } else {
            before.become(service, program);
        }
    }

    void ended(WatchedProcess process, long nanos) {
        process.end(nanos);
        ended.add(process);
    }

    void endAll(Predicate<WatchedProcess> condition, long nanos) {
        processes.forEach(process -> {
            if (process.running() && condition.test(process)) {
                ended(process, nanos);
            }
        });
    }

    void forgetEnded(long nowNanos) {
        long before = nowNanos - rememberedNanos;
        while (!ended.isEmpty()) {
            WatchedProcess oldest = ended.element();
            if (!oldest.running() && !oldest.endedBefore(before)) {
                return;
            }
            forget(ended.remove());
        }
    }

    int size() {
        return processes.size();
    }

    int limit() {
        return processes.limit();
    }

    long overflows() {
        return overflows;
    }

    private void forget(WatchedProcess process) {
        if (!process.running() && processes.get(process.pid()) == process) {
            processes.remove(process.pid());
            process.forget();
        }
    }
}
