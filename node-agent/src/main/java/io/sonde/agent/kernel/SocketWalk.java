// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.BpfLink;

/** Shows every TCP socket that a process holds. */
final class SocketWalk {
    private final RecordRun run;
    private final SocketRecordView view = new SocketRecordView();

    SocketWalk(BpfLink iterator) {
        this.run = new RecordRun(iterator, EventLayouts.SOCKET_RECORD.byteSize());
    }

    int walk(SocketVisitor visitor) throws BpfFailure {
        return run.showAll((memory, offset) -> {
            view.moveTo(memory, offset);
            visitor.visit(view);
        });
    }
}
