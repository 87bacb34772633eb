// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

import io.sonde.agent.protocol.Exchange;

/** Status codes of gRPC as text. */
final class GrpcStatus {
    private static final int UNKNOWN = 2;
    private static final int LAST = 16;
    private static final String[] TEXTS = new String[LAST + 1];

    static {
        for (int code = 0; code <= LAST; code++) {
            TEXTS[code] = Integer.toString(code);
        }
    }

    private GrpcStatus() {}

    /** What is none of the codes means the same as UNKNOWN. */
    static int parse(byte[] bytes, int from, int to) {
        int code = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || code > LAST) {
                return UNKNOWN;
            }
            code = 10 * code + digit;
        }
        return to == from || code > LAST ? UNKNOWN : code;
    }

    static void tell(int code, Exchange exchange) {
        exchange.status = TEXTS[code];
        exchange.error = code == 0 ? "" : TEXTS[code];
    }
}
