// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The conversation on one connection, read message by message and direction by direction. Makes no garbage per message in steady
 * state. What a message is, a protocol decides: whatever can be told apart by itself (a head, a frame, a command).
 */
public interface Dialogue {
    /** Too little is there to say how long the message is: the same bytes come again with more behind them. */
    long MORE = 0;

    /** A message of the other side must be read first: the same bytes come again once that side went on. */
    long LATER = -1;

    /** These bytes make no sense here: the side is lost until {@link #resumes} says that it goes on. */
    long LOST = -2;

    /** Everything else on this connection is of no interest (it was upgraded, or is encrypted from here on). */
    long REST = Long.MAX_VALUE;

    /**
     * Reads the message at the beginning of the piece.
     *
     * @return bytes that the message takes, also those that are not there yet where their content does not matter; else one of the
     *     constants above
     */
    long read(Side side, Piece piece);

    /** The last byte of the message that {@link #read} told the length of has passed. */
    default void passed(Side side, long nanos) {}

    /**
     * Bytes of this side went by unseen, and not as the rest of a message that was read: what is open and depends on them must be
     * marked as {@link Exchange#unmeasured() unmeasured} or taken off, so that no answer goes to the wrong request.
     */
    void lost(Side side);

    /** After {@link #lost}: whether a message of this side begins at the beginning of the piece. */
    boolean resumes(Side side, Piece piece);

    /**
     * The connection is over; what is still open afterwards was not answered.
     *
     * @param lastNanos when the last byte passed
     */
    default void ended(long lastNanos) {}

    /** Why the rest of the connection is not read, few values: {@code tls}, {@code compressed}. Empty: it is read. */
    default String unread() {
        return "";
    }

    /**
     * The connection is over and nothing is open: forgets all of it, to read another one as if it was just made, with the same
     * {@link Exchanges}. False: it is not used again.
     */
    default boolean renew() {
        return false;
    }

    /** Who reads on, when the connection was upgraded to another protocol between two messages; asked after each message. */
    default @Nullable Dialogue successor() {
        return null;
    }
}
