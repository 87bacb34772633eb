// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http;

import io.sonde.agent.protocol.Exchange;

/** The {@code traceparent} header of the W3C trace context: {@code 00-<trace, 32 hex>-<parent, 16 hex>-<flags, 2 hex>}. */
public final class TraceParent {
    private static final int LENGTH = 55;
    private static final int TRACE_AT = 3;
    private static final int PARENT_AT = 36;
    private static final int FLAGS_AT = 53;
    private static final int HALF = 16;
    private static final int SAMPLED = 1;

    private long high;
    private long low;
    private long parent;
    private boolean sampled;

    public void clear() {
        high = 0;
        low = 0;
        parent = 0;
        sampled = false;
    }

    /** Reads the value; one that is no trace context changes nothing. */
    public void read(byte[] bytes, int from, int to) {
        if (to - from < LENGTH || !hasForm(bytes, from, to - from)) {
            return;
        }
        long first = hex(bytes, from + TRACE_AT, HALF);
        long second = hex(bytes, from + TRACE_AT + HALF, HALF);
        long span = hex(bytes, from + PARENT_AT, HALF);
        if ((first | second) != 0 && span != 0) {
            high = first;
            low = second;
            parent = span;
            sampled = (hex(bytes, from + FLAGS_AT, 2) & SAMPLED) != 0;
        }
    }

    /** Version 00 has this length; later ones may go on behind a dash; ff is none. */
    private static boolean hasForm(byte[] bytes, int from, int length) {
        boolean first = bytes[from] == '0' && bytes[from + 1] == '0';
        boolean ends = first ? length == LENGTH : length == LENGTH || bytes[from + LENGTH] == '-';
        boolean none = bytes[from] == 'f' && bytes[from + 1] == 'f';
        return ends
                && !none
                && areDigits(bytes, from, 2)
                && bytes[from + 2] == '-'
                && areDigits(bytes, from + TRACE_AT, 2 * HALF)
                && bytes[from + 35] == '-'
                && areDigits(bytes, from + PARENT_AT, HALF)
                && bytes[from + 52] == '-'
                && areDigits(bytes, from + FLAGS_AT, 2);
    }

    private static boolean areDigits(byte[] bytes, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (digit(bytes[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    public void tell(Exchange exchange) {
        exchange.traceHigh = high;
        exchange.traceLow = low;
        exchange.parentSpan = parent;
        exchange.traceSampled = sampled;
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

    public boolean sampled() {
        return sampled;
    }

    private static long hex(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
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
