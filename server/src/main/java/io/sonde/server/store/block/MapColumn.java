// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store.block;

import java.util.List;

/** Values of the type Map(String, String). Put keys and values in turn, then end the row. */
public final class MapColumn implements Column {
    private final TextColumn keys;
    private final TextColumn values;
    private final IntColumn ends;
    private int entries;

    public MapColumn(int rows, int bytesPerRow) {
        keys = new TextColumn(rows * bytesPerRow / 2);
        values = new TextColumn(rows * bytesPerRow / 2);
        ends = new IntColumn(rows);
    }

    public TextColumn keys() {
        return keys;
    }

    public TextColumn values() {
        return values;
    }

    /** A key and its value were put. */
    public void endEntry() {
        entries++;
    }

    public void endRow() {
        ends.add(entries);
    }

    public int rows() {
        return ends.size();
    }

    @Override
    public int bytes() {
        return keys.bytes() + values.bytes();
    }

    /** Appends the only row of another column. */
    public void addRow(MapColumn row) {
        keys.addAll(row.keys);
        values.addAll(row.values);
        entries += row.entries;
        endRow();
    }

    @Override
    public String type() {
        return "Map(String, String)";
    }

    /** The ends of all rows, then all keys, then all values. */
    @Override
    public void write(List<? extends Column> parts, Bytes out) {
        long before = 0;
        for (Column part : parts) {
            MapColumn column = (MapColumn) part;
            for (int row = 0; row < column.rows(); row++) {
                out.putLong(before + column.ends.get(row));
            }
            before += column.entries;
        }
        keys.write(parts.stream().map(part -> ((MapColumn) part).keys).toList(), out);
        values.write(parts.stream().map(part -> ((MapColumn) part).values).toList(), out);
    }
}
