// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http;

import io.sonde.agent.protocol.Exchange;

/** Status codes as text. */
public final class StatusCodes {
    public static final int NONE = -1;

    private static final int FIRST = 100;
    private static final int BEHIND_LAST = 1000;
    private static final int FIRST_ERROR = 400;
    private static final String[] TEXTS = new String[BEHIND_LAST - FIRST];

    static {
        for (int code = FIRST; code < BEHIND_LAST; code++) {
            TEXTS[code - FIRST] = Integer.toString(code);
        }
    }

    private StatusCodes() {}

    /** The three digits as a number, or {@link #NONE}. */
    public static int parse(byte[] bytes, int from, int to) {
        if (to - from != 3) {
            return NONE;
        }
        int code = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return NONE;
            }
            code = 10 * code + bytes[i] - '0';
        }
        return code < FIRST ? NONE : code;
    }

    /** From 400 on it is an error for who asked; who answered has its own opinion of those below 500. */
    public static void tell(int code, Exchange exchange) {
        String text = TEXTS[code - FIRST];
        exchange.status = text;
        exchange.error = code >= FIRST_ERROR ? text : "";
    }

    /** Where another status says how it ended: only that it failed. */
    public static void tellError(int code, Exchange exchange) {
        exchange.error = TEXTS[code - FIRST];
    }
}
