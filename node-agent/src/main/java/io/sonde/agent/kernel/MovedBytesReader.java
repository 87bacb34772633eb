// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import java.lang.foreign.MemorySegment;

/** Reads the ring of copied bytes after that of events, so that what is said of a process or a connection is known by then. */
final class MovedBytesReader implements RecordHandler {
    /** About a millisecond of work between two looks at the events. */
    private static final int BATCH = 2048;

    private final Ring ring;
    private final KernelEvents receiver;
    private final MovedBytesView view = new MovedBytesView();
    private final ReaderPace pace = new ReaderPace();

    MovedBytesReader(Ring ring, KernelEvents receiver) {
        this.ring = ring;
        this.receiver = receiver;
    }

    double fill() {
        return ring.fill();
    }

    long produced() {
        return ring.produced();
    }

    /** @param end where the ring ended before the last look at the events; returns how long to rest */
    long look(long end) {
        double fill = ring.fill();
        if (fill > 0) {
            ring.drain(this, BATCH, end);
        }
        if (ring.consumed() >= end) {
            receiver.movedAll();
        }
        return pace.restAfter(fill);
    }

    @Override
    public void record(MemorySegment memory, long offset) {
        view.moveTo(memory, offset);
        receiver.moved(view);
    }
}
