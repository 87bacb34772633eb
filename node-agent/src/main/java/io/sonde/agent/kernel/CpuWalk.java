// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static io.sonde.agent.kernel.EventLayouts.CPU_RECORD;
import static io.sonde.agent.kernel.EventLayouts.offset;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.BpfLink;

/** Shows how long every thread has been running. */
final class CpuWalk {
    private static final long PID = offset(CPU_RECORD, "tgid");
    private static final long RUN = offset(CPU_RECORD, "run_ns");
    private static final long DELAY = offset(CPU_RECORD, "delay_ns");

    private final RecordRun run;

    CpuWalk(BpfLink iterator) {
        this.run = new RecordRun(iterator, CPU_RECORD.byteSize());
    }

    int walk(CpuVisitor visitor) throws BpfFailure {
        return run.showAll((memory, at) -> visitor.visit(
                memory.get(JAVA_INT, at + PID), memory.get(JAVA_LONG, at + RUN), memory.get(JAVA_LONG, at + DELAY)));
    }
}
