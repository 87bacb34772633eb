// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

import io.sonde.agent.protocol.Piece;
import java.nio.charset.StandardCharsets;

/** Frames of HTTP/2 (RFC 9113), in the bytes where they lie. */
final class Frame {
    static final int HEADER = 9;

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;
    static final int PADDED = 8;
    static final int WITH_PRIORITY = 0x20;

    static final int SETTING_BYTES = 6;

    static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Frames may be longer if the other side allows it, which few do. */
    private static final int LONGEST = 1 << 20;

    private Frame() {}

    static int length(Piece piece, int at) {
        return piece.u24(at);
    }

    static int type(Piece piece, int at) {
        return piece.u8(at + 3);
    }

    static int flags(Piece piece, int at) {
        return piece.u8(at + 4);
    }

    static int stream(Piece piece, int at) {
        return piece.i32(at + 5) & 0x7fff_ffff;
    }

    /** Whether these nine bytes may begin a frame. */
    static boolean isPlausible(Piece piece, int at) {
        int length = length(piece, at);
        int stream = stream(piece, at);
        if (length > LONGEST || piece.i32(at + 5) < 0) {
            return false;
        }
        return switch (type(piece, at)) {
            case DATA, HEADERS, PUSH_PROMISE, CONTINUATION -> stream != 0;
            case PRIORITY -> stream != 0 && length == 5;
            case RST_STREAM -> stream != 0 && length == 4;
            case SETTINGS -> stream == 0 && length % SETTING_BYTES == 0 && length <= 64 * SETTING_BYTES;
            case PING -> stream == 0 && length == 8;
            case GOAWAY -> stream == 0 && length >= 8;
            case WINDOW_UPDATE -> length == 4;
            default -> length <= 1 << 14;
        };
    }

    /** The same for where nothing else is known: only what nearly every program says. */
    static boolean isUsual(Piece piece, int at) {
        int flags = flags(piece, at);
        boolean known = switch (type(piece, at)) {
            case DATA -> (flags & ~(END_STREAM | PADDED)) == 0 && isOdd(piece, at);
            case HEADERS ->
                (flags & ~(END_STREAM | END_HEADERS | PADDED | WITH_PRIORITY)) == 0
                        && isOdd(piece, at)
                        && length(piece, at) > 0;
            case SETTINGS -> (flags & ~ACK) == 0 && (flags == 0 || length(piece, at) == 0);
            case PING -> (flags & ~ACK) == 0;
            case RST_STREAM, PRIORITY, WINDOW_UPDATE, GOAWAY -> flags == 0;
            default -> false;
        };
        return known && isPlausible(piece, at) && length(piece, at) <= 1 << 16;
    }

    private static boolean isOdd(Piece piece, int at) {
        return (stream(piece, at) & 1) != 0;
    }

    /** Where the block of headers begins in this frame, which must be there as a whole; -1: the frame is wrong. */
    static int blockStart(Piece piece, int at) {
        int flags = flags(piece, at);
        int type = type(piece, at);
        int start = at + HEADER;
        if (type != CONTINUATION) {
            start += (flags & PADDED) != 0 ? 1 : 0;
            start += type == HEADERS && (flags & WITH_PRIORITY) != 0 ? 5 : 0;
            start += type == PUSH_PROMISE ? 4 : 0;
        }
        return start <= blockEnd(piece, at) ? start : -1;
    }

    /** Where it ends. */
    static int blockEnd(Piece piece, int at) {
        int end = at + HEADER + length(piece, at);
        boolean padded = type(piece, at) != CONTINUATION && (flags(piece, at) & PADDED) != 0 && length(piece, at) > 0;
        return padded ? end - piece.u8(at + HEADER) : end;
    }
}
