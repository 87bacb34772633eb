// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/** Gives each record its meaning: one reused view, one call. Every record starts with its kind. */
final class EventDispatch implements RecordHandler {
    private final KernelEvents events;
    private final TcpEventView tcp = new TcpEventView();
    private final ProcessEventView process = new ProcessEventView();

    EventDispatch(KernelEvents events) {
        this.events = events;
    }

    @Override
    public void record(MemorySegment memory, long offset) {
        int kind = memory.get(JAVA_INT, offset);
        if (kind >= EventLayouts.PROCESS_EXEC) {
            process.moveTo(memory, offset, kind == EventLayouts.PROCESS_EXEC);
            processEvent(kind);
        } else {
            tcp.moveTo(memory, offset);
            tcpEvent(kind);
        }
    }

    private void tcpEvent(int kind) {
        switch (kind) {
            case EventLayouts.TCP_OPENED -> events.opened(tcp);
            case EventLayouts.TCP_FAILED -> events.failed(tcp);
            case EventLayouts.TCP_CLOSED -> events.closed(tcp);
            case EventLayouts.TCP_LISTEN -> events.listening(tcp);
            case EventLayouts.TCP_UNLISTEN -> events.listenEnded(tcp);
            default -> throw unknown(kind);
        }
    }

    private void processEvent(int kind) {
        switch (kind) {
            case EventLayouts.PROCESS_EXEC -> events.started(process);
            case EventLayouts.PROCESS_FORK -> events.forked(process);
            case EventLayouts.PROCESS_EXIT -> events.exited(process);
            default -> throw unknown(kind);
        }
    }

    private static IllegalStateException unknown(int kind) {
        return new IllegalStateException("BUG: kernel event of kind " + kind);
    }
}
