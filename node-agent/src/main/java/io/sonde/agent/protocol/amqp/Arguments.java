// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.amqp;

import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Words;

/** Arguments of a method, in the frame where they lie. */
final class Arguments {
    private static final int START = Frame.HEADER + 4;
    private static final int RESERVED = 2;
    private static final String MADE_BY_SERVER = "amq.gen-";
    private static final String ANY_MADE_BY_SERVER = "amq.gen-*";

    private Arguments() {}

    /** The exchange or queue that it is about; of the exchange without a name the queue behind it. */
    static String target(Method method, Piece piece, Words names) {
        if (method.texts == 0) {
            return "";
        }
        int at = START + RESERVED;
        if (method == Method.BASIC_PUBLISH && length(piece, at) == 0) {
            at++;
        }
        return name(piece, at, names);
    }

    /** Of a delivery: behind the consumer, the number and a flag. */
    static String deliveredFrom(Piece piece, Words names) {
        int at = behind(piece, START);
        if (at < 0) {
            return "";
        }
        at += Long.BYTES + 1;
        return name(piece, length(piece, at) == 0 ? at + 1 : at, names);
    }

    /** Of a message that is given back: behind code and reason. */
    static String givenBackTo(Piece piece, Words names) {
        int at = behind(piece, START + 2);
        return at < 0 ? "" : name(piece, length(piece, at) == 0 ? at + 1 : at, names);
    }

    /** Why something was closed or given back. */
    static int code(Piece piece) {
        return START + 2 <= end(piece) ? piece.u16(START) : 0;
    }

    static boolean wantsNoAnswer(Method method, Piece piece) {
        int at = START + RESERVED;
        for (int i = 0; i < method.texts && at >= 0; i++) {
            at = behind(piece, at);
        }
        return method.noWait != 0 && at >= 0 && at < end(piece) && (piece.u8(at) & method.noWait) != 0;
    }

    /** Queues that the server named are many, and each is used by one. */
    private static String name(Piece piece, int at, Words names) {
        int length = length(piece, at);
        if (length <= 0) {
            return "";
        }
        int from = at + 1;
        for (int i = 0; i < MADE_BY_SERVER.length(); i++) {
            if (i >= length || piece.get(from + i) != MADE_BY_SERVER.charAt(i)) {
                return names.word(piece, from, from + length);
            }
        }
        return ANY_MADE_BY_SERVER;
    }

    /** Of the short text here; negative: there is none. */
    private static int length(Piece piece, int at) {
        return at < end(piece) && at + 1 + piece.u8(at) <= end(piece) ? piece.u8(at) : -1;
    }

    private static int behind(Piece piece, int at) {
        int length = length(piece, at);
        return length < 0 ? -1 : at + 1 + length;
    }

    private static int end(Piece piece) {
        return Frame.HEADER + Frame.size(piece);
    }
}
