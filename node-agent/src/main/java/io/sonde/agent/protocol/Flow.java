// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

/** One direction of a connection: up to where it was read, and what waits for the rest of its message. */
final class Flow {
    private final Buffers buffers;

    /** Position of the next byte, as the kernel counts them, modulo 2^32. */
    int position;

    /** Position behind the last byte that was copied. */
    int copied;

    boolean begun;
    /** Nothing is understood until a message is seen to begin. */
    boolean lost;
    /** Bytes still to come of a message that was read already. */
    long rest;
    /** A message was read and its last byte has not passed. */
    boolean inMessage;

    private byte[] pending = Buffers.NOTHING;
    private int pendingLength;
    private long pendingSince;
    private long pendingUntil;

    Flow(Buffers buffers) {
        this.buffers = buffers;
    }

    /** Of another connection. */
    void renew() {
        forget();
        begun = false;
        lost = false;
        rest = 0;
        inMessage = false;
    }

    /** How much lies between what was seen last and this; negative: it was seen already. */
    int gapBefore(int next) {
        return next - position;
    }

    boolean hasPending() {
        return pendingLength > 0;
    }

    /** What waits together with what came now, as one piece; only valid until the next change. */
    Piece with(Piece arrived, Piece joined) {
        if (pendingLength == 0) {
            return arrived;
        }
        append(arrived);
        return joined.set(pending, 0, pendingLength, pendingSince, arrived.endNanos());
    }

    private void append(Piece arrived) {
        int needed = pendingLength + arrived.length();
        if (needed > pending.length) {
            byte[] larger = buffers.take(needed);
            System.arraycopy(pending, 0, larger, 0, pendingLength);
            buffers.giveBack(pending);
            pending = larger;
        }
        System.arraycopy(arrived.array(), arrived.start(), pending, pendingLength, arrived.length());
        pendingLength = needed;
    }

    /** Keeps the piece, which may lie in what waits already, for when more is there; false: it is too long for that. */
    boolean keep(Piece piece, int limit) {
        if (piece.length() > limit) {
            forget();
            return false;
        }
        if (piece.length() > pending.length) {
            buffers.giveBack(pending);
            pending = buffers.take(piece.length());
        }
        System.arraycopy(piece.array(), piece.start(), pending, 0, piece.length());
        pendingLength = piece.length();
        pendingSince = piece.startNanos();
        pendingUntil = piece.endNanos();
        return true;
    }

    /** Gives the memory back as well: most connections have nothing waiting most of the time. What lay there can no longer be read. */
    void forget() {
        pendingLength = 0;
        buffers.giveBack(pending);
        pending = Buffers.NOTHING;
    }

    Piece pending(Piece into) {
        return into.set(pending, 0, pendingLength, pendingSince, pendingUntil);
    }
}
