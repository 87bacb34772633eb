// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.memcached;

import io.sonde.agent.protocol.Piece;

/** The binary protocol: a head of 24 bytes with code, lengths and a number that the answer repeats. */
final class Frame {
    static final int HEAD = 24;
    static final int REQUEST = 0x80;
    static final int RESPONSE = 0x81;

    static final int STAT = 0x10;
    static final int QUIT_QUIETLY = 0x17;

    /** Of a key, and of a value as servers are usually set up; more is taken for nonsense. */
    private static final int LONGEST = 256 << 20;

    private static final String[] NAMES = {
        "get",
        "set",
        "add",
        "replace",
        "delete",
        "incr",
        "decr",
        "quit",
        "flush_all",
        "get",
        "noop",
        "version",
        "get",
        "get",
        "append",
        "prepend",
        "stats",
        "set",
        "add",
        "replace",
        "delete",
        "incr",
        "decr",
        "quit",
        "flush_all",
        "append",
        "prepend",
        "verbosity",
        "touch",
        "gat",
        "gat",
        "",
        "sasl_list",
        "sasl_auth",
        "sasl_step",
        "gat",
        "gat"
    };

    private Frame() {}

    static int code(Piece piece) {
        return piece.u8(1);
    }

    /** Needs {@link #HEAD} bytes. */
    static boolean isValid(Piece piece) {
        long body = body(piece);
        int key = piece.u16(2);
        int extras = piece.u8(4);
        boolean isRequest = piece.u8(0) == REQUEST;
        return (isRequest || piece.u8(0) == RESPONSE)
                && isKnown(code(piece))
                && piece.u8(5) == 0
                && body >= key + extras
                && body <= LONGEST
                && (isRequest ? extras == extras(code(piece)) || extras == 0 : extras <= 8);
    }

    private static boolean isKnown(int code) {
        return code < NAMES.length && !NAMES[code].isEmpty();
    }

    private static int extras(int code) {
        return switch (name(code)) {
            case "set", "add", "replace" -> 8;
            case "incr", "decr" -> 20;
            case "touch", "gat", "flush_all", "verbosity" -> 4;
            default -> 0;
        };
    }

    static String name(int code) {
        return isKnown(code) ? NAMES[code] : "";
    }

    static long body(Piece piece) {
        return piece.i32(8) & 0xffff_ffffL;
    }

    static int number(Piece piece) {
        return piece.i32(12);
    }

    /** Whether nothing is answered when all is as usual. */
    static boolean isQuiet(int code) {
        return code == 0x09 || code == 0x0d || (code >= 0x11 && code <= 0x1a) || code == 0x1e || code == 0x24;
    }

    /** As the text protocol calls it; empty: success, or the login goes on. */
    static String status(Piece piece) {
        return switch (piece.u16(6)) {
            case 0, 0x21 -> "";
            case 1 -> "NOT_FOUND";
            case 2 -> "EXISTS";
            case 3 -> "TOO_LARGE";
            case 4 -> "INVALID";
            case 5 -> "NOT_STORED";
            case 6 -> "NOT_NUMBER";
            case 0x20 -> "AUTH_ERROR";
            case 0x81 -> "UNKNOWN_COMMAND";
            case 0x82 -> "OUT_OF_MEMORY";
            default -> "ERROR";
        };
    }

    static boolean isError(int status) {
        return status > 2 && status != 5 && status != 0x21;
    }
}
