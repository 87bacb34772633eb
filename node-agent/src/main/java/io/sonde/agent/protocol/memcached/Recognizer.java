// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.memcached;

import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.memcached.TextCommand.Kind;

/** Knows commands with the words that they must have, and the answers that only Memcached gives. */
final class Recognizer {
    private static final int USUAL_PORT = 11211;
    private static final int LONGEST_WORD = 14;
    private static final int LONGEST_STATUS = 0x86;

    private final Line line = new Line();

    Recognition recognise(Piece piece, int port) {
        int first = piece.u8(0);
        if (first == Frame.REQUEST || first == Frame.RESPONSE) {
            return binary(piece, first);
        }
        if (!mayBeText(piece)) {
            return Recognition.NO;
        }
        if (!line.read(piece)) {
            return Recognition.UNSURE;
        }
        TextCommand command = TextCommand.of(line);
        if (command != null) {
            return isWhole(command, port) ? Recognition.REQUEST : Recognition.NO;
        }
        boolean answer = (line.is(0, "VALUE") && line.words() >= 4 && line.number(3) >= 0)
                || (line.is(0, "STORED") && line.words() == 1 && line.length() == piece.length());
        return answer ? Recognition.RESPONSE : Recognition.NO;
    }

    /** The first word may be one of Memcached's. */
    private static boolean mayBeText(Piece piece) {
        int at = 0;
        while (at < piece.length() && piece.get(at) > ' ') {
            byte b = piece.get(at++);
            boolean letter = (b >= 'a' && b <= 'z') || b == '_' || (b >= 'A' && b <= 'Z');
            if (!letter || at > LONGEST_WORD) {
                return false;
            }
        }
        boolean upper = piece.get(0) == 'V' || piece.get(0) == 'S';
        boolean lower = piece.get(0) >= 'a' && piece.get(0) <= 'w';
        return at > 0 && (lower || upper);
    }

    private boolean isWhole(TextCommand command, int port) {
        if (command.kind == Kind.VALUES || command.isMeta()) {
            boolean noop = command == TextCommand.META_NOOP;
            return (noop ? line.words() == 1 : line.words() >= 2) && (command.lengthWord() == 0 || line.number(2) >= 0);
        }
        if (command.kind == Kind.DATA) {
            return line.words() >= 5 && line.number(2) >= 0 && line.number(4) >= 0;
        }
        if (command == TextCommand.INCR || command == TextCommand.DECR) {
            return line.words() >= 3 && line.number(2) >= 0;
        }
        return port == USUAL_PORT;
    }

    private static Recognition binary(Piece piece, int first) {
        if (piece.length() < Frame.HEAD) {
            return piece.length() > 5 && piece.u8(5) != 0 ? Recognition.NO : Recognition.UNSURE;
        }
        if (!Frame.isValid(piece)) {
            return Recognition.NO;
        }
        if (first == Frame.REQUEST) {
            return piece.u16(6) < 1_024 ? Recognition.REQUEST : Recognition.NO;
        }
        return piece.u16(6) <= LONGEST_STATUS ? Recognition.RESPONSE : Recognition.NO;
    }
}
