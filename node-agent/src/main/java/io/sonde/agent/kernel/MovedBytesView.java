// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static io.sonde.agent.kernel.EventLayouts.offset;
import static java.lang.foreign.MemoryLayout.structLayout;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.StructLayout;

/** A {@code piece} of {@code bpf/include/pieces.h} where it lies in its ring. */
final class MovedBytesView extends EndsView implements MovedBytes {
    /** As {@code PIECE_BYTES} there. */
    static final int MOST_BYTES = 16_384;

    static final int OUTGOING = 1;
    static final int UDP = 2;
    static final int KNOWN = 4;

    static final StructLayout PIECE = structLayout(
                    JAVA_INT.withName("flags"),
                    JAVA_INT.withName("tgid"),
                    JAVA_LONG.withName("end_ns"),
                    JAVA_LONG.withName("start_ns"),
                    JAVA_LONG.withName("socket"),
                    EventLayouts.ENDPOINTS,
                    JAVA_INT.withName("position"),
                    JAVA_INT.withName("total"),
                    JAVA_INT.withName("copied"),
                    JAVA_INT.withName("padding"))
            .withName("piece");

    private static final long FLAGS = offset(PIECE, "flags");
    private static final long PID = offset(PIECE, "tgid");
    private static final long END = offset(PIECE, "end_ns");
    private static final long START = offset(PIECE, "start_ns");
    private static final long SOCKET = offset(PIECE, "socket");
    private static final long POSITION = offset(PIECE, "position");
    private static final long TOTAL = offset(PIECE, "total");
    private static final long COPIED = offset(PIECE, "copied");
    private static final long BYTES = PIECE.byteSize();

    MovedBytesView() {
        super(PIECE);
    }

    @Override
    public long socket() {
        return longAt(SOCKET);
    }

    @Override
    public int pid() {
        return intAt(PID);
    }

    @Override
    public boolean outgoing() {
        return (intAt(FLAGS) & OUTGOING) != 0;
    }

    @Override
    public boolean datagram() {
        return (intAt(FLAGS) & UDP) != 0;
    }

    @Override
    public boolean known() {
        return (intAt(FLAGS) & KNOWN) != 0;
    }

    @Override
    public long startNanos() {
        return longAt(START);
    }

    @Override
    public long endNanos() {
        return longAt(END);
    }

    @Override
    public int position() {
        return intAt(POSITION);
    }

    @Override
    public int total() {
        return intAt(TOTAL);
    }

    @Override
    public int copied() {
        return intAt(COPIED);
    }

    @Override
    public void copyTo(byte[] target) {
        copy(BYTES, target, copied());
    }
}
