// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store.block;

import java.util.List;

/**
 * Values of an Array type: the elements of all rows one after another, and where each row's end. Columns of one Nested share
 * their ends.
 */
public record ArrayColumn(IntColumn ends, Column elements) implements Column {
    @Override
    public String type() {
        return "Array(" + elements.type() + ")";
    }

    @Override
    public void write(List<? extends Column> parts, Bytes out) {
        long before = 0;
        for (Column part : parts) {
            IntColumn partEnds = ((ArrayColumn) part).ends;
            for (int row = 0; row < partEnds.size(); row++) {
                out.putLong(before + partEnds.get(row));
            }
            before += partEnds.size() == 0 ? 0 : partEnds.get(partEnds.size() - 1);
        }
        elements.write(parts.stream().map(part -> ((ArrayColumn) part).elements).toList(), out);
    }

    @Override
    public int bytes() {
        return ends.size() * Integer.BYTES + elements.bytes();
    }
}
