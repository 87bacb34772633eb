// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store.block;

import java.util.List;

/** Values of the type UInt8. */
public record ByteColumn(Bytes values) implements Column {
    public ByteColumn(int capacity) {
        this(new Bytes(capacity));
    }

    @Override
    public String type() {
        return "UInt8";
    }

    @Override
    public void write(List<? extends Column> parts, Bytes out) {
        for (Column part : parts) {
            out.put(((ByteColumn) part).values);
        }
    }

    @Override
    public int bytes() {
        return values.size();
    }
}
