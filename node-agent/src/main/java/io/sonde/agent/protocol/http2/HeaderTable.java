// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

import java.util.Arrays;

/**
 * The headers of one direction that are said by number later (the dynamic table of HPACK). Of most only the kind and the size are
 * kept. Entries that are not here, because nobody looked when they were said or because they are beyond the limit, are unknown; the
 * numbers count from the newest entry, so those known stay right.
 */
final class HeaderTable {
    /** As much as the largest of the usual settings; whoever keeps more is followed in part. */
    static final int MOST_BYTES = 64 << 10;

    static final int DEFAULT_BYTES = 4_096;

    /** The size that each entry counts beside its name and value. */
    static final int ENTRY_BYTES = 32;

    private static final int SMALLEST = 16;
    private static final int TRACE_LONGS = 3;

    private Kind[] kinds = new Kind[SMALLEST];
    private int[] nameLengths = new int[SMALLEST];
    private int[] sizes = new int[SMALLEST];
    private String[] texts = new String[SMALLEST];
    private String[] calls = new String[SMALLEST];
    private long[] numbers = new long[SMALLEST];
    private long[] traces = new long[0];
    private int oldest;
    private int count;
    private int bytes;
    private int limit;

    HeaderTable(int limit) {
        this.limit = Math.min(limit, MOST_BYTES);
    }

    int count() {
        return count;
    }

    int bytes() {
        return bytes;
    }

    /** How much the sender keeps. It says so itself: that the other side would allow more or less changes nothing. More than {@link #MOST_BYTES} is not. */
    void limit(long most) {
        limit = (int) Math.min(most, MOST_BYTES);
        shrinkTo(limit);
    }

    void clear() {
        count = 0;
        bytes = 0;
        oldest = 0;
    }

    void add(Kind kind, int nameLength, int valueLength, FieldValue value) {
        long size = (long) nameLength + valueLength + ENTRY_BYTES;
        if (size > limit) {
            clear();
            return;
        }
        shrinkTo(limit - (int) size);
        if (count == kinds.length) {
            grow();
        }
        int slot = (oldest + count) & (kinds.length - 1);
        kinds[slot] = kind;
        nameLengths[slot] = nameLength;
        sizes[slot] = (int) size;
        texts[slot] = value.text;
        calls[slot] = value.call;
        numbers[slot] = value.number;
        if (kind == Kind.TRACEPARENT) {
            keepTrace(slot, value);
        }
        count++;
        bytes += (int) size;
    }

    private void keepTrace(int slot, FieldValue value) {
        if (traces.length < TRACE_LONGS * kinds.length) {
            traces = Arrays.copyOf(traces, TRACE_LONGS * kinds.length);
        }
        traces[TRACE_LONGS * slot] = value.low;
        traces[TRACE_LONGS * slot + 1] = value.parent;
        traces[TRACE_LONGS * slot + 2] = value.sampled ? 1 : 0;
    }

    private void shrinkTo(int most) {
        while (count > 0 && bytes > most) {
            bytes -= sizes[oldest];
            oldest = (oldest + 1) & (kinds.length - 1);
            count--;
        }
    }

    private void grow() {
        int old = kinds.length;
        kinds = Arrays.copyOf(kinds, 2 * old);
        nameLengths = Arrays.copyOf(nameLengths, 2 * old);
        sizes = Arrays.copyOf(sizes, 2 * old);
        texts = Arrays.copyOf(texts, 2 * old);
        calls = Arrays.copyOf(calls, 2 * old);
        numbers = Arrays.copyOf(numbers, 2 * old);
        traces = traces.length == 0 ? traces : Arrays.copyOf(traces, 2 * TRACE_LONGS * old);
        for (int slot = 0; slot < oldest; slot++) {
            move(slot, slot + old);
        }
    }

    private void move(int from, int to) {
        kinds[to] = kinds[from];
        nameLengths[to] = nameLengths[from];
        sizes[to] = sizes[from];
        texts[to] = texts[from];
        calls[to] = calls[from];
        numbers[to] = numbers[from];
        if (traces.length > 0) {
            System.arraycopy(traces, TRACE_LONGS * from, traces, TRACE_LONGS * to, TRACE_LONGS);
        }
    }

    private int slot(int index) {
        return (oldest + count - 1 - index) & (kinds.length - 1);
    }

    /** @param index 0: the newest */
    Kind kind(int index) {
        return index < count ? kinds[slot(index)] : Kind.UNKNOWN;
    }

    int nameLength(int index) {
        return index < count ? nameLengths[slot(index)] : 0;
    }

    /** Of an entry that is here. */
    void value(int index, FieldValue into) {
        int slot = slot(index);
        into.text = texts[slot];
        into.call = calls[slot];
        into.number = numbers[slot];
        boolean trace = kinds[slot] == Kind.TRACEPARENT;
        into.low = trace ? traces[TRACE_LONGS * slot] : 0;
        into.parent = trace ? traces[TRACE_LONGS * slot + 1] : 0;
        into.sampled = trace && traces[TRACE_LONGS * slot + 2] != 0;
    }
}
