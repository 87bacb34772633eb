// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store.block;

import java.util.List;

/** Values of the type String, already in the form in which they are sent. */
public final class TextColumn implements Column {
    private final Bytes bytes;

    public TextColumn(int capacity) {
        bytes = new Bytes(capacity);
    }

    public void add(String text) {
        bytes.putString(text);
    }

    /** Adds UTF-8 text as it came over the wire; what is not UTF-8 is replaced. */
    public void add(byte[] source, int from, int to) {
        if (Utf8.isValid(source, from, to)) {
            bytes.putVarint(to - from);
            bytes.put(source, from, to);
        } else {
            bytes.putString(Utf8.repaired(source, from, to));
        }
    }

    public void add(Bytes text) {
        bytes.putVarint(text.size());
        bytes.put(text);
    }

    public void addAll(TextColumn other) {
        bytes.put(other.bytes);
    }

    @Override
    public int bytes() {
        return bytes.size();
    }

    @Override
    public String type() {
        return "String";
    }

    @Override
    public void write(List<? extends Column> parts, Bytes out) {
        for (Column part : parts) {
            out.put(((TextColumn) part).bytes);
        }
    }
}
