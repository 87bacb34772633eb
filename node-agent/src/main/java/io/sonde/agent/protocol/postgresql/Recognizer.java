// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.postgresql;

import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Side;
import io.sonde.agent.protocol.sql.Sql;

/**
 * Tells messages by their chain: each begins where the one before says that it ends, and the last one ends with the piece, because
 * it is one that is waited for.
 */
final class Recognizer {
    private static final int READY = 6;
    /** Of the types, two of which must be seen where the end of a result is not there. */
    private static final int ROWS = 2;

    private final Sql sql;

    Recognizer(Sql sql) {
        this.sql = sql;
    }

    Recognition recognise(Piece piece) {
        if (piece.get(0) == 0) {
            if (!Startup.mayBe(piece)) {
                return Recognition.NO;
            }
            return Startup.isComplete(piece) ? Recognition.REQUEST : Recognition.UNSURE;
        }
        if (!mayBeFrame(piece)) {
            return Recognition.NO;
        }
        Recognition client = ofClient(piece);
        if (client == Recognition.REQUEST) {
            return client;
        }
        Recognition server = ofServer(piece);
        return server == Recognition.NO ? client : server;
    }

    /** Whether these bytes begin with a message of the client, for sure. */
    boolean isOfClient(Piece piece) {
        return ofClient(piece) == Recognition.REQUEST;
    }

    /** Nobody begins with a message of more than 16 MB. */
    private static boolean mayBeFrame(Piece piece) {
        return piece.length() == 1 ? piece.get(0) >= '1' && piece.get(0) <= 't' : piece.get(1) == 0;
    }

    private Recognition ofClient(Piece piece) {
        byte type = piece.get(0);
        if ("QPBDCE".indexOf(type) < 0) {
            return Recognition.NO;
        }
        if (piece.length() < Frame.HEAD) {
            return Recognition.UNSURE;
        }
        long length = Frame.length(Side.CLIENT, piece, 0);
        if (length < 0) {
            return Recognition.NO;
        }
        if (type == 'Q') {
            return query(piece, length);
        }
        if (length <= piece.length() && !isExtended(piece, (int) length)) {
            return Recognition.NO;
        }
        return chain(Side.CLIENT, piece);
    }

    private Recognition query(Piece piece, long length) {
        if (length > piece.length() && piece.length() < Frame.HEAD + 64) {
            return Recognition.UNSURE;
        }
        int end = (int) Math.min(length, piece.length());
        boolean complete = length <= piece.length();
        boolean fits = !complete || piece.get(end - 1) == 0;
        boolean sure = fits && sql.isStatement(piece.array(), piece.start() + Frame.HEAD, piece.start() + end);
        return sure ? Recognition.REQUEST : Recognition.NO;
    }

    private boolean isExtended(Piece piece, int length) {
        return switch (piece.get(0)) {
            case 'P' -> {
                int query = Text.end(piece, Frame.HEAD, length) + 1;
                int end = query > 0 ? Text.end(piece, query, length) : -1;
                yield end >= 0
                        && (end == query || sql.isStatement(piece.array(), piece.start() + query, piece.start() + end));
            }
            case 'B' -> {
                int statement = Text.end(piece, Frame.HEAD, length) + 1;
                yield statement > 0 && Text.end(piece, statement, length) >= 0;
            }
            case 'E' -> Text.end(piece, Frame.HEAD, length) == length - 5;
            default -> {
                byte what = piece.get(Frame.HEAD);
                yield (what == 'S' || what == 'P') && Text.end(piece, Frame.HEAD + 1, length) == length - 1;
            }
        };
    }

    private static Recognition ofServer(Piece piece) {
        if ("RTDCE12ZGHNSIn3".indexOf(piece.get(0)) < 0) {
            return Recognition.NO;
        }
        return chain(Side.SERVER, piece);
    }

    private static Recognition chain(Side side, Piece piece) {
        int at = 0;
        int last = 0;
        int messages = 0;
        while (piece.length() - at >= Frame.HEAD) {
            long length = Frame.length(side, piece, at);
            if (length < 0) {
                return Recognition.NO;
            }
            last = at;
            messages++;
            if (length > piece.length() - at) {
                return side == Side.SERVER && isResult(piece, messages) ? Recognition.RESPONSE : Recognition.UNSURE;
            }
            at += (int) length;
        }
        if (at < piece.length()) {
            return Recognition.UNSURE;
        }
        if (side == Side.CLIENT) {
            byte type = piece.get(last);
            return type == 'S' || type == 'H' ? Recognition.REQUEST : Recognition.UNSURE;
        }
        return Frame.isReady(piece, last) || isResult(piece, messages) ? Recognition.RESPONSE : Recognition.UNSURE;
    }

    private static boolean isResult(Piece piece, int messages) {
        return messages > ROWS && (piece.get(0) == 'T' || piece.get(0) == '2') && piece.length() > 1_000;
    }

    /** Where the client says that all data were sent, when that ends the piece, with or without a Sync; negative: nowhere. */
    static int endOfCopy(Piece piece) {
        int last = piece.length() - Frame.HEAD;
        if (last >= Frame.HEAD && isEmpty(piece, last, 'S')) {
            last -= Frame.HEAD;
        }
        return last >= 0 && isEmpty(piece, last, 'c') ? last : -1;
    }

    private static boolean isEmpty(Piece piece, int at, char type) {
        return piece.get(at) == type && piece.i32(at + 1) == 4;
    }

    /**
     * Where a message of the server begins in a piece that may begin in the middle of one: at the beginning, or near the end, where
     * the server says that it is ready; negative: nowhere for sure.
     */
    static int resume(Piece piece) {
        if (chain(Side.SERVER, piece) == Recognition.RESPONSE) {
            return 0;
        }
        int ready = piece.length() - READY;
        if (ready < 0 || !Frame.isReady(piece, ready)) {
            return -1;
        }
        for (int at = ready - Frame.HEAD; at >= 0; at--) {
            byte type = piece.get(at);
            if ((type == 'E' || type == 'C') && piece.i32(at + 1) == ready - at - 1) {
                return at;
            }
        }
        return ready;
    }
}
