// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store.block;

import java.util.List;

/** Values of a type of 64 bits. */
public record WordColumn(String type, LongColumn values) implements Column {
    public WordColumn(String type, int capacity) {
        this(type, new LongColumn(capacity));
    }

    @Override
    public void write(List<? extends Column> parts, Bytes out) {
        for (Column part : parts) {
            ((WordColumn) part).values.writeTo(out);
        }
    }

    @Override
    public int bytes() {
        return values.size() * Long.BYTES;
    }
}
