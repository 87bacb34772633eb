// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.mysql;

import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.sql.Sql;

/** Knows the server's greeting, commands with a statement or its number, and results. */
final class Recognizer {
    private static final int GREETING = 10;
    private static final int SHORTEST_GREETING = 40;
    private static final int LONGEST_GREETING = 400;
    /** A statement's first words tell; more need not be there. */
    private static final int WORDS = 64;

    private static final int SHORTEST_ERROR = 9;
    private static final int EXECUTE_LENGTH = 10;
    private static final int LAST_STATEMENT = -1;
    private static final int MOST_STATEMENTS = 1 << 24;

    private static final byte[] PING = {1, 0, 0, 0, 0x0e};
    /** The first field of every column: its catalogue, which is always called so. */
    private static final byte[] CATALOGUE = {3, 'd', 'e', 'f'};

    private final Sql sql;

    Recognizer(Sql sql) {
        this.sql = sql;
    }

    Recognition recognise(Piece piece) {
        if (piece.length() <= Packet.HEAD) {
            return piece.length() < Packet.HEAD || Packet.number(piece, 0) <= 1 ? Recognition.UNSURE : Recognition.NO;
        }
        int length = Packet.length(piece, 0);
        return switch (Packet.number(piece, 0)) {
            case 0 ->
                piece.u8(Packet.HEAD) == GREETING || piece.u8(Packet.HEAD) == Packet.ERROR
                        ? greeting(piece, length)
                        : command(piece, 0);
            case 1 -> result(piece, length);
            default -> Recognition.NO;
        };
    }

    private static Recognition greeting(Piece piece, int length) {
        if (piece.length() > Packet.HEAD + length || length < 5 || length > LONGEST_GREETING) {
            return Recognition.NO;
        }
        boolean whole = piece.length() == Packet.HEAD + length;
        if (piece.u8(Packet.HEAD) == Packet.ERROR) {
            boolean fits =
                    piece.length() < Packet.HEAD + 4 || (isErrorCode(piece) && isPrintable(piece, Packet.HEAD + 3));
            return known(fits, whole);
        }
        boolean fits = length >= SHORTEST_GREETING && isVersion(piece);
        return known(fits, whole);
    }

    private static Recognition known(boolean fits, boolean whole) {
        if (!fits) {
            return Recognition.NO;
        }
        return whole ? Recognition.RESPONSE : Recognition.UNSURE;
    }

    private static boolean isErrorCode(Piece piece) {
        int code = piece.u16Little(Packet.HEAD + 1);
        return code >= 1_000 && code < 5_000;
    }

    private static boolean isPrintable(Piece piece, int from) {
        for (int at = from; at < piece.length(); at++) {
            if (piece.get(at) < ' ') {
                return false;
            }
        }
        return true;
    }

    /** Digits, dots and words up to a zero. */
    private static boolean isVersion(Piece piece) {
        int from = Packet.HEAD + 1;
        if (piece.length() > from && (piece.get(from) < '1' || piece.get(from) > '9')) {
            return false;
        }
        for (int at = from; at < piece.length(); at++) {
            if (piece.get(at) == 0) {
                return at > from + 2;
            }
            if (piece.get(at) <= ' ') {
                return false;
            }
        }
        return piece.length() < SHORTEST_GREETING + 60;
    }

    Recognition command(Piece piece, int at) {
        int here = piece.length() - at - Packet.HEAD;
        if (here <= 0) {
            return Recognition.UNSURE;
        }
        int length = Packet.length(piece, at);
        if (length == 0) {
            return Recognition.NO;
        }
        Command command = Command.of(piece.u8(at + Packet.HEAD));
        return switch (command) {
            case QUERY, PREPARE -> statement(piece, at + Packet.HEAD + 1, Math.min(length, here) - 1, length - 1);
            case EXECUTE, FETCH -> execution(piece, at, length, here);
            case CLOSE -> {
                boolean fits = length == 5 && at == 0;
                yield !fits || here == length
                        ? Recognition.NO
                        : here < length ? Recognition.UNSURE : command(piece, Packet.HEAD + 5);
            }
            case PING -> piece.length() == at + PING.length && length == 1 ? Recognition.REQUEST : Recognition.NO;
            case null, default -> Recognition.NO;
        };
    }

    private Recognition statement(Piece piece, int from, int here, int length) {
        int start = from + attributes(piece, from, here);
        if (here < Math.min(length, WORDS)) {
            return here == 0 || piece.get(from) == 0 || piece.get(from) >= '\t' ? Recognition.UNSURE : Recognition.NO;
        }
        boolean known =
                here <= length && sql.isStatement(piece.array(), piece.start() + start, piece.start() + from + here);
        return known ? Recognition.REQUEST : Recognition.NO;
    }

    /** How many bytes say that a statement has no attributes. */
    static int attributes(Piece piece, int from, int here) {
        return here >= 2 && piece.get(from) == 0 && piece.get(from + 1) == 1 ? 2 : 0;
    }

    private static Recognition execution(Piece piece, int at, int length, int here) {
        if (length < EXECUTE_LENGTH - 1 || here > length) {
            return Recognition.NO;
        }
        if (here < EXECUTE_LENGTH) {
            return Recognition.UNSURE;
        }
        int statement = piece.i32Little(at + Packet.HEAD + 1);
        boolean number = statement == LAST_STATEMENT || (statement > 0 && statement < MOST_STATEMENTS);
        boolean once = piece.u8(at + Packet.HEAD + 5) <= 15 && piece.i32Little(at + Packet.HEAD + 6) == 1;
        return number && once ? Recognition.REQUEST : Recognition.NO;
    }

    private static Recognition result(Piece piece, int length) {
        if (piece.u8(Packet.HEAD) == Packet.ERROR) {
            return error(piece, length);
        }
        int next = Packet.HEAD + length;
        if (length < 1 || length > 4 || piece.u8(Packet.HEAD) == 0) {
            return Recognition.NO;
        }
        for (int i = 0; i < CATALOGUE.length; i++) {
            int at = next + Packet.HEAD + i;
            if (at >= piece.length()) {
                return Recognition.UNSURE;
            }
            if (piece.get(at) != CATALOGUE[i]) {
                return Recognition.NO;
            }
        }
        return Packet.number(piece, next) == 2 ? Recognition.RESPONSE : Recognition.NO;
    }

    private static Recognition error(Piece piece, int length) {
        int whole = Packet.HEAD + length;
        if (length < SHORTEST_ERROR || length > 600 || piece.length() > whole) {
            return Recognition.NO;
        }
        if (piece.length() < whole) {
            return Recognition.UNSURE;
        }
        boolean fits = isErrorCode(piece) && piece.get(Packet.HEAD + 3) == '#' && isPrintable(piece, Packet.HEAD + 4);
        return fits ? Recognition.RESPONSE : Recognition.NO;
    }

    /** Whether a packet that begins a command, and nothing behind it, is all that is here. */
    static boolean isOneCommand(Piece piece) {
        return piece.length() > Packet.HEAD
                && Packet.number(piece, 0) == 0
                && piece.length() == Packet.HEAD + Packet.length(piece, 0)
                && Command.of(piece.u8(Packet.HEAD)) != null;
    }

    /** Where the packet that ends a result begins, when it ends the piece as well; negative: nowhere. */
    static int end(Piece piece) {
        for (int length = Packet.END_LENGTH; length <= Packet.END_LENGTH + 2; length += 2) {
            int at = piece.length() - Packet.HEAD - length;
            if (at >= 0 && Packet.length(piece, at) == length && Packet.kind(piece, at) == Packet.END) {
                return at;
            }
        }
        return errorAtEnd(piece);
    }

    private static int errorAtEnd(Piece piece) {
        for (int at = piece.length() - Packet.HEAD - SHORTEST_ERROR; at >= 0; at--) {
            boolean last = Packet.length(piece, at) == piece.length() - at - Packet.HEAD;
            if (last && Packet.kind(piece, at) == Packet.ERROR && piece.get(at + Packet.HEAD + 3) == '#') {
                return at;
            }
        }
        return -1;
    }

    /** Whether the answer to a command begins here: its packets follow one another up to the end, or for long enough. */
    static boolean isAnswer(Piece piece) {
        int at = 0;
        int expected = 1;
        while (piece.length() - at >= Packet.HEAD) {
            if (Packet.number(piece, at) != expected || Packet.length(piece, at) == 0) {
                return false;
            }
            at += Packet.HEAD + Packet.length(piece, at);
            expected = (expected + 1) & 0xff;
        }
        return at == piece.length() || (expected > 3 && at > piece.length());
    }
}
