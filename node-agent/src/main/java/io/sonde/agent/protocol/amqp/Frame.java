// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.amqp;

import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Recognition;

/** Frames of AMQP 0-9-1: type, channel, size, content, and a byte that ends it. */
final class Frame {
    static final byte[] GREETING = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};

    static final int HEADER = 7;
    static final int METHOD = 1;
    static final int CONTENT_HEADER = 2;
    static final int BODY = 3;
    static final int HEARTBEAT = 8;

    /** What a whole frame is longer than its content. */
    static final int AROUND = HEADER + 1;

    private static final int END = 0xce;
    private static final int LONGEST = 1 << 27;
    private static final int LONGEST_METHOD = 1 << 16;
    private static final int SERVER_START = 10 << 16 | 10;
    private static final int SERVER_TUNE = 10 << 16 | 30;

    private Frame() {}

    static int type(Piece piece) {
        return piece.u8(0);
    }

    static int channel(Piece piece) {
        return piece.u16(1);
    }

    static int size(Piece piece) {
        return piece.i32(3);
    }

    /** Class and method, of a method frame. */
    static int method(Piece piece) {
        return piece.i32(HEADER);
    }

    /** Of at least a frame's header. */
    static boolean isPlausible(Piece piece) {
        return isPlausible(piece, 0);
    }

    private static boolean isPlausible(Piece piece, int at) {
        int size = piece.i32(at + 3);
        int channel = piece.u16(at + 1);
        return switch (piece.u8(at)) {
            case METHOD -> size >= 4 && size <= LONGEST_METHOD;
            case CONTENT_HEADER -> size >= 14 && size <= LONGEST_METHOD && channel != 0;
            case BODY -> size >= 0 && size <= LONGEST && channel != 0;
            case HEARTBEAT -> size == 0 && channel == 0;
            default -> false;
        };
    }

    /** Where in bytes from somewhere in a stream a frame begins; negative: nobody knows. */
    static int resume(Piece piece) {
        if (isChain(piece, 0)) {
            return 0;
        }
        for (int at = 0; at < piece.length(); at++) {
            if (piece.u8(at) == END && isChain(piece, at + 1)) {
                return at + 1;
            }
        }
        return -1;
    }

    /** Whether from there on one frame follows another, of which the first is whole. */
    private static boolean isChain(Piece piece, int from) {
        int at = from;
        while (piece.length() - at >= HEADER && isPlausible(piece, at)) {
            int last = at + HEADER + piece.i32(at + 3);
            if (last >= piece.length()) {
                return at > from;
            }
            if (piece.u8(last) != END) {
                return false;
            }
            at = last + 1;
        }
        return at > from && piece.length() - at < HEADER;
    }

    /** Of a frame that is here as a whole. */
    static boolean hasEnd(Piece piece) {
        return piece.u8(HEADER + size(piece)) == END;
    }

    static Recognition recognise(Piece first) {
        if (first.mayStartWith(GREETING)) {
            return first.length() < GREETING.length ? Recognition.UNSURE : Recognition.REQUEST;
        }
        if (first.length() < HEADER) {
            boolean mayBe = first.get(0) == METHOD || first.get(0) == HEARTBEAT;
            return mayBe ? Recognition.UNSURE : Recognition.NO;
        }
        if (!isPlausible(first) || type(first) != METHOD) {
            return Recognition.NO;
        }
        if (first.length() < AROUND + size(first)) {
            return Recognition.UNSURE;
        }
        return hasEnd(first) ? recognise(method(first)) : Recognition.NO;
    }

    private static Recognition recognise(int number) {
        Method method = Method.of(number);
        if (method == null) {
            boolean server = number == SERVER_START || number == SERVER_TUNE || Method.isAnswer(number);
            return server ? Recognition.RESPONSE : Recognition.NO;
        }
        return switch (method.kind) {
            case ASKS, SENDS -> Recognition.REQUEST;
            case DELIVERS, GIVES_BACK -> Recognition.RESPONSE;
            case SETTLES, ENDS -> Recognition.UNSURE;
        };
    }
}
