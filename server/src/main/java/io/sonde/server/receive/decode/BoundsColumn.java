// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.block.DoubleColumn;
import io.sonde.server.store.block.IntColumn;
import java.util.Arrays;

/**
 * The bounds of histograms. Points that follow each other nearly always have the same: those are compared as the bytes they are, and
 * stand here once.
 */
final class BoundsColumn {
    private final DoubleColumn values;
    /** Where the bounds of each row begin; rows that share them begin at the same place. */
    private final IntColumn starts;

    /** The bounds of the point that is being read. */
    private int start;

    private int count;
    private boolean shared;
    private int fieldFrom;
    private int fieldTo;

    /** Those of the row before, and where they stand in the request. */
    private int lastStart;

    private int lastCount;
    private int lastFieldFrom;
    private int lastFieldTo;

    BoundsColumn(int capacity) {
        values = new DoubleColumn(capacity);
        starts = new IntColumn(capacity);
    }

    void expect(int points) {
        starts.reserve(points);
    }

    /** Another point is being read. */
    void begin() {
        start = values.size();
        count = 0;
        shared = false;
        fieldFrom = 0;
        fieldTo = 0;
    }

    /** Reads the field that the reader has entered. */
    void read(WireReader in) throws MalformedException {
        int from = in.position();
        int to = in.end();
        if (count == 0 && isLastField(in.bytes(), from, to)) {
            start = lastStart;
            count = lastCount;
            shared = true;
            in.at(to, to);
            return;
        }
        boolean whole = count == 0;
        while (in.hasMore()) {
            add(in.doubleValue());
        }
        fieldFrom = whole ? from : 0;
        fieldTo = whole ? to : 0;
    }

    void add(double bound) {
        if (shared) {
            copyShared();
        }
        values.add(bound);
        count++;
        fieldFrom = 0;
        fieldTo = 0;
    }

    private boolean isLastField(byte[] bytes, int from, int to) {
        return from < to
                && lastFieldTo - lastFieldFrom == to - from
                && Arrays.equals(bytes, from, to, bytes, lastFieldFrom, lastFieldTo);
    }

    /** More bounds follow those that were thought to be the same. */
    private void copyShared() {
        int from = start;
        start = values.size();
        for (int i = 0; i < count; i++) {
            values.add(values.get(from + i));
        }
        shared = false;
    }

    /** How many the point that is being read has. */
    int count() {
        return count;
    }

    boolean rises() {
        if (shared) {
            return true; // those of the row before do
        }
        for (int i = start + 1; i < values.size(); i++) {
            if (!(values.get(i) > values.get(i - 1))) {
                return false;
            }
        }
        return true;
    }

    /** Ends the row of the point that was read. */
    void end() {
        starts.add(start);
        if (!shared) {
            lastStart = start;
            lastCount = count;
            lastFieldFrom = fieldFrom;
            lastFieldTo = fieldTo;
        }
    }

    /** Forgets the point that was read. */
    void drop() {
        if (!shared) {
            values.truncate(start);
        }
    }

    double get(int row, int bound) {
        return values.get(starts.get(row) + bound);
    }

    /** Whether two rows share their bounds, if they have equally many. */
    boolean areShared(int row, int other) {
        return starts.get(row) == starts.get(other);
    }

    long bytes() {
        return (long) values.size() * Double.BYTES;
    }
}
