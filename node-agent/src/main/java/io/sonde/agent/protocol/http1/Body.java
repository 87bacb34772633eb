// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http1;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.http.TraceParent;
import java.nio.charset.StandardCharsets;

/** Where one side is between its messages: what comes next, and whether a message ends with what is passing. */
final class Body {
    /** A body that ends with the connection: nearly everything, but it is known when it is over. */
    static final long UNTIL_CLOSE = Dialogue.REST - 1;

    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final int LONGEST_SIZE_LINE = 1_024;

    /** More digits are no size. */
    private static final int MOST_DIGITS = 12;

    private enum Next {
        HEAD,
        CHUNK,
        /** Chunks of which some were not seen. */
        END_OF_CHUNKS,
        TRAILER
    }

    private Next next = Next.HEAD;
    private boolean ending;
    private boolean chunksLost;

    /** Of another connection. */
    void renew() {
        next = Next.HEAD;
        ending = false;
        chunksLost = false;
    }

    boolean isDue() {
        return next != Next.HEAD;
    }

    /** A head was read, its body follows in chunks. */
    void beginChunks() {
        next = Next.CHUNK;
    }

    /** What passes now is the end of the message. */
    void ends() {
        next = Next.HEAD;
        ending = true;
    }

    /** Asked once when something has passed: whether the message is complete. */
    boolean hasEnded() {
        boolean ended = ending;
        ending = false;
        return ended;
    }

    void lost() {
        chunksLost = next == Next.CHUNK || next == Next.END_OF_CHUNKS;
        next = Next.HEAD;
        ending = false;
    }

    /** Whether chunks went by unseen, but here is how they end. */
    boolean resumes(Piece piece) {
        int from = piece.length() - LAST_CHUNK.length;
        if (!chunksLost || from < 0) {
            return false;
        }
        for (int i = 0; i < LAST_CHUNK.length; i++) {
            if (piece.get(from + i) != LAST_CHUNK[i]) {
                return false;
            }
        }
        next = Next.END_OF_CHUNKS;
        return true;
    }

    /** How much belongs to the part of the body that begins here, as {@link Dialogue#read} says it. */
    long read(Piece piece) {
        if (next == Next.END_OF_CHUNKS) {
            chunksLost = false;
            ends();
            return piece.length();
        }
        int newLine = piece.indexOf((byte) '\n', 0, LONGEST_SIZE_LINE);
        if (newLine < 0) {
            return piece.length() >= LONGEST_SIZE_LINE ? Dialogue.LOST : Dialogue.MORE;
        }
        return next == Next.CHUNK ? chunk(piece, newLine) : trailer(piece, newLine);
    }

    private long chunk(Piece piece, int newLine) {
        long size = 0;
        int digits = 0;
        for (int i = 0; i < newLine; i++) {
            int digit = TraceParent.digit(piece.get(i));
            if (digit < 0) {
                break;
            }
            size = size << 4 | digit;
            digits++;
        }
        if (digits == 0 || digits > MOST_DIGITS) {
            return Dialogue.LOST;
        }
        if (size == 0) {
            next = Next.TRAILER;
            return newLine + 1L;
        }
        return newLine + 1 + size + 2;
    }

    private long trailer(Piece piece, int newLine) {
        if (newLine == 0 || (newLine == 1 && piece.get(0) == '\r')) {
            ends();
        }
        return newLine + 1L;
    }
}
