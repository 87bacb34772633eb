// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http1;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.http.Methods;
import io.sonde.agent.protocol.http.StatusCodes;
import io.sonde.agent.protocol.http.TraceParent;
import java.nio.charset.StandardCharsets;

/**
 * Head of a message: the first line and what matters of the header lines. Each line is looked at once, also when the head comes in
 * many small parts.
 */
final class Head {
    static final long NO_LENGTH = -1;

    private static final byte[] CONTENT_LENGTH = "content-length".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRANSFER_ENCODING = "transfer-encoding".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRACEPARENT = "traceparent".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UPGRADE = "upgrade".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "chunked".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] H2C = "h2c".getBytes(StandardCharsets.US_ASCII);

    /** More digits are no length. */
    private static final int MOST_DIGITS = 18;

    private static final int STATUS_AT = 9;
    private static final int STATUS_END = 12;

    private final boolean request;
    private final TraceParent trace = new TraceParent();

    /** Where the line begins that was not read yet, and how much of it was looked at. */
    private int line;

    private int looked;

    private String method = "";
    private int targetStart;
    private int targetEnd;
    private int status;
    private long contentLength;
    private boolean encoded;
    private boolean chunked;
    private boolean upgrade;
    private boolean toHttp2;

    /** @param request else of an answer */
    Head(boolean request) {
        this.request = request;
        clear();
    }

    /** Before the next head. */
    void clear() {
        line = 0;
        looked = 0;
        method = "";
        targetStart = 0;
        targetEnd = 0;
        status = StatusCodes.NONE;
        contentLength = NO_LENGTH;
        encoded = false;
        chunked = false;
        upgrade = false;
        toHttp2 = false;
        trace.clear();
    }

    /** How long it is, or {@link Dialogue#MORE}, or {@link Dialogue#LOST}. What the getters say is valid then, for this piece. */
    long read(Piece piece) {
        byte[] bytes = piece.array();
        int start = piece.start();
        int end = start + piece.length();
        int from = start + line;
        for (int at = start + looked; at < end; at++) {
            if (bytes[at] == '\n') {
                int to = at > from && bytes[at - 1] == '\r' ? at - 1 : at;
                if (from == start ? !firstLine(bytes, start, to) : to > from && !headerLine(bytes, from, to)) {
                    return Dialogue.LOST;
                }
                if (to == from) {
                    return at + 1L - start;
                }
                from = at + 1;
            }
        }
        line = from - start;
        looked = end - start;
        return Dialogue.MORE;
    }

    private boolean firstLine(byte[] bytes, int from, int to) {
        return request ? requestLine(bytes, from, to) : statusLine(bytes, from, to);
    }

    private boolean requestLine(byte[] bytes, int from, int to) {
        int space = from;
        while (space < to && bytes[space] != ' ') {
            space++;
        }
        if (space == from || !FirstLine.isVersion(bytes, space, to)) {
            return false;
        }
        method = Methods.name(bytes, from, space);
        targetStart = space + 1 - from;
        targetEnd = to - "HTTP/1.1".length() - 1 - from;
        return targetEnd >= targetStart;
    }

    private boolean statusLine(byte[] bytes, int from, int to) {
        if (to - from < STATUS_END || bytes[from] != 'H' || bytes[from + STATUS_AT - 1] != ' ') {
            return false;
        }
        status = StatusCodes.parse(bytes, from + STATUS_AT, from + STATUS_END);
        return status != StatusCodes.NONE;
    }

    /** False: a line that no message may have. */
    private boolean headerLine(byte[] bytes, int from, int to) {
        switch (bytes[from] | 0x20) {
            case 'c' -> {
                return !is(CONTENT_LENGTH, bytes, from, to) || length(bytes, value(bytes, from, to), to);
            }
            case 't' -> {
                if (is(TRANSFER_ENCODING, bytes, from, to)) {
                    encoded = true;
                    chunked = endsWith(CHUNKED, bytes, from, to);
                } else if (is(TRACEPARENT, bytes, from, to)) {
                    trace.read(bytes, value(bytes, from, to), to);
                }
            }
            case 'u' -> {
                if (is(UPGRADE, bytes, from, to)) {
                    upgrade = true;
                    toHttp2 = endsWith(H2C, bytes, from, to);
                }
            }
            default -> {}
        }
        return true;
    }

    private boolean length(byte[] bytes, int from, int to) {
        int end = withoutSpace(bytes, from, to);
        if (end == from || end - from > MOST_DIGITS) {
            return false;
        }
        long value = 0;
        for (int i = from; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
            value = 10 * value + bytes[i] - '0';
        }
        contentLength = value;
        return true;
    }

    private static boolean is(byte[] name, byte[] bytes, int from, int to) {
        return to - from > name.length && bytes[from + name.length] == ':' && same(name, bytes, from);
    }

    private static boolean endsWith(byte[] word, byte[] bytes, int from, int to) {
        int end = withoutSpace(bytes, from, to);
        return end - from >= word.length && same(word, bytes, end - word.length);
    }

    private static boolean same(byte[] lowerCase, byte[] bytes, int from) {
        for (int i = 0; i < lowerCase.length; i++) {
            int letter = bytes[from + i];
            if (lowerCase[i] != (letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter)) {
                return false;
            }
        }
        return true;
    }

    /** Where the value begins that stands behind the colon. */
    private static int value(byte[] bytes, int from, int to) {
        int at = from;
        while (bytes[at] != ':') {
            at++;
        }
        at++;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static int withoutSpace(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && (bytes[end - 1] == ' ' || bytes[end - 1] == '\t')) {
            end--;
        }
        return end;
    }

    String method() {
        return method;
    }

    /** Where in the piece the target of the request begins. */
    int targetStart() {
        return targetStart;
    }

    int targetEnd() {
        return targetEnd;
    }

    int status() {
        return status;
    }

    /** {@link #NO_LENGTH}: it says none, or one that does not count. */
    long contentLength() {
        return encoded ? NO_LENGTH : contentLength;
    }

    boolean isChunked() {
        return chunked;
    }

    boolean wantsUpgrade() {
        return upgrade;
    }

    boolean wantsHttp2() {
        return toHttp2;
    }

    TraceParent trace() {
        return trace;
    }
}
