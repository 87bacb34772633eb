// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http;

import java.nio.charset.StandardCharsets;

/** The methods that are told by name. */
public final class Methods {
    /** Every other one, as OpenTelemetry calls it. */
    public static final String OTHER = "_OTHER";

    private static final String[] NAMES = {
        "GET",
        "POST",
        "PUT",
        "DELETE",
        "HEAD",
        "OPTIONS",
        "PATCH",
        "CONNECT",
        "TRACE",
        "PROPFIND",
        "PROPPATCH",
        "MKCOL",
        "COPY",
        "MOVE",
        "LOCK",
        "UNLOCK",
        "SEARCH",
        "REPORT",
        "PURGE",
        "QUERY"
    };

    private static final byte[][] BYTES = new byte[NAMES.length][];

    static {
        for (int i = 0; i < NAMES.length; i++) {
            BYTES[i] = NAMES[i].getBytes(StandardCharsets.US_ASCII);
        }
    }

    private Methods() {}

    /** The name, or {@link #OTHER}. */
    public static String name(byte[] bytes, int from, int to) {
        for (int i = 0; i < BYTES.length; i++) {
            if (BYTES[i].length == to - from && common(BYTES[i], bytes, from, to) == to - from) {
                return NAMES[i];
            }
        }
        return OTHER;
    }

    /** Whether the bytes are the beginning of a known method, or one and a space. */
    public static boolean mayBegin(byte[] bytes, int from, int to) {
        for (byte[] method : BYTES) {
            int common = common(method, bytes, from, to);
            if (from + common == to || (common == method.length && bytes[from + common] == ' ')) {
                return true;
            }
        }
        return false;
    }

    private static int common(byte[] method, byte[] bytes, int from, int to) {
        int common = 0;
        while (common < method.length && from + common < to && method[common] == bytes[from + common]) {
            common++;
        }
        return common;
    }
}
