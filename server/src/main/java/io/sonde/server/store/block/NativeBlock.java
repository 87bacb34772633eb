// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store.block;

/**
 * One block of the Native format: number of columns, number of rows, then each column's name, type and values. The caller begins
 * a column and puts its values into {@link #out()}.
 */
public final class NativeBlock {
    private final Bytes out;

    public NativeBlock(int capacity) {
        this.out = new Bytes(capacity);
    }

    public void begin(int columns, int rows) {
        out.clear();
        out.putVarint(columns);
        out.putVarint(rows);
    }

    /** Begins a column; what is put next are its values. */
    public Bytes column(String name, String type) {
        out.putString(name);
        out.putString(type);
        return out;
    }

    public Bytes out() {
        return out;
    }
}
