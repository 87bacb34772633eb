// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.block.Bytes;
import io.sonde.server.store.block.MapColumn;

/** Puts attributes into a column of maps, from bytes to bytes. */
final class AttributeColumn {
    private final Bytes value = new Bytes(256);

    /** Reads the attribute that the reader is at into the row that is being made. */
    void add(WireReader in, MapColumn column) throws MalformedException {
        int outerEnd = in.enter();
        int entryEnd = in.end();
        KeyValue entry = KeyValue.read(in);
        column.keys().add(in.bytes(), entry.keyFrom(), entry.keyTo());
        in.at(entry.valueFrom(), entry.valueTo());
        value.clear();
        AnyValueText.append(in, value);
        column.values().add(value);
        column.endEntry();
        in.at(entryEnd, entryEnd);
        in.leave(outerEnd);
    }

    /** Reads every attribute of the message between two positions into one row; the reader is not moved. */
    void addRow(WireReader in, int from, int to, int attributesTag, MapColumn column) throws MalformedException {
        int position = in.position();
        int end = in.end();
        in.at(from, to);
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == attributesTag) {
                add(in, column);
            } else {
                in.skip(tag);
            }
        }
        in.at(position, end);
        column.endRow();
    }
}
