// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static io.sonde.agent.kernel.EventLayouts.UNIX_RECORD;
import static io.sonde.agent.kernel.EventLayouts.offset;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.BpfLink;
import java.util.function.IntConsumer;

/** Shows every connection that a process has accepted over a unix socket, by the process. */
final class UnixWalk {
    private static final long PID = offset(UNIX_RECORD, "tgid");

    private final RecordRun run;

    UnixWalk(BpfLink iterator) {
        this.run = new RecordRun(iterator, UNIX_RECORD.byteSize());
    }

    int walk(IntConsumer visitor) throws BpfFailure {
        return run.showAll((memory, at) -> visitor.accept(memory.get(JAVA_INT, at + PID)));
    }
}
