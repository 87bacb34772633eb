// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http;

import io.sonde.agent.protocol.Exchange;

/** The {@code traceparent} header of the W3C trace context: {@code 00-<trace, 32 hex>-<parent, 16 hex>-<flags, 2 hex>}. */
public final class TraceParent {
    private static final int LENGTH = 55;
    private static final int TRACE_AT = 3;
    private static final int PARENT_AT = 36;
    private static final int HALF = 16;

    private long high;
    private long low;
    private long parent;

    public void clear() {
        high = 0;
        low = 0;
        parent = 0;
    }

    /** Reads the value; one that is no trace context changes nothing. */
    public void read(byte[] bytes, int from, int to) {
        if (to - from < LENGTH || bytes[from + 2] != '-' || bytes[from + 35] != '-' || bytes[from + 52] != '-') {
            return;
        }
        for (int i = 0; i < 2 * HALF; i++) {
            if (digit(bytes[from + TRACE_AT + i]) < 0 || digit(bytes[from + PARENT_AT + i / 2]) < 0) {
                return;
            }
        }
        high = hex(bytes, from + TRACE_AT);
        low = hex(bytes, from + TRACE_AT + HALF);
        parent = hex(bytes, from + PARENT_AT);
    }

    public void tell(Exchange exchange) {
        exchange.traceHigh = high;
        exchange.traceLow = low;
        exchange.parentSpan = parent;
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    public long parent() {
        return parent;
    }

    private static long hex(byte[] bytes, int from) {
        long value = 0;
        for (int i = from; i < from + HALF; i++) {
            value = value << 4 | digit(bytes[i]);
        }
        return value;
    }

    /** The value of a hexadecimal digit; negative: it is none. */
    public static int digit(byte letter) {
        if (letter >= '0' && letter <= '9') {
            return letter - '0';
        }
        int lower = letter | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
