// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http1;

import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.http.Methods;
import java.nio.charset.StandardCharsets;

/** What HTTP/1 begins with. Other protocols have words like GET as well, so only a whole line with its version is proof. */
final class FirstLine {
    private static final byte[] VERSION = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);

    /** {@code HTTP/1.1 200}: all that is looked at of a status line. */
    private static final int STATUS_END = 12;

    private static final int STATUS_AT = 9;

    private FirstLine() {}

    static Recognition recognise(Piece piece) {
        if (piece.length() == 0) {
            return Recognition.UNSURE;
        }
        if (piece.mayStartWith(VERSION)) {
            return recogniseStatus(piece);
        }
        byte[] bytes = piece.array();
        int from = piece.start();
        return Methods.mayBegin(bytes, from, from + piece.length()) ? recogniseRequest(piece) : Recognition.NO;
    }

    private static Recognition recogniseStatus(Piece piece) {
        int seen = Math.min(piece.length(), STATUS_END);
        for (int i = VERSION.length; i < seen; i++) {
            boolean fits = i == STATUS_AT - 1 ? piece.get(i) == ' ' : isDigit(piece.get(i));
            if (!fits) {
                return Recognition.NO;
            }
        }
        if (piece.length() <= STATUS_END) {
            return Recognition.UNSURE;
        }
        byte next = piece.get(STATUS_END);
        return next == ' ' || next == '\r' || next == '\n' ? Recognition.RESPONSE : Recognition.NO;
    }

    private static Recognition recogniseRequest(Piece piece) {
        int length = piece.length();
        for (int i = 0; i < length; i++) {
            byte letter = piece.get(i);
            if (letter == '\n') {
                return endsWithVersion(piece, i) ? Recognition.REQUEST : Recognition.NO;
            }
            if (letter >= 0 && letter < ' ' && letter != '\r') {
                return Recognition.NO;
            }
        }
        return Recognition.UNSURE;
    }

    private static boolean endsWithVersion(Piece piece, int newLine) {
        int end = newLine > 0 && piece.get(newLine - 1) == '\r' ? newLine - 1 : newLine;
        return isVersion(piece.array(), piece.start(), piece.start() + end);
    }

    /** Whether the line ends with a space and {@code HTTP/1.x}. */
    static boolean isVersion(byte[] bytes, int from, int to) {
        int at = to - VERSION.length - 1;
        if (at <= from || bytes[at - 1] != ' ' || !isDigit(bytes[to - 1])) {
            return false;
        }
        for (byte expected : VERSION) {
            if (bytes[at++] != expected) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }
}
