// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.block.TextColumn;

/** Where something stands in the request; one object per field and request, moved for each item. */
final class Range {
    private int from;
    private int to;

    void clear() {
        from = 0;
        to = 0;
    }

    /** Takes the length-delimited field that the reader is at, and passes over it. */
    void take(WireReader in) throws MalformedException {
        int length = in.length();
        from = in.position();
        in.skipBytes(length);
        to = in.position();
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int length() {
        return to - from;
    }

    void addTo(TextColumn column, WireReader in) {
        column.add(in.bytes(), from, to);
    }
}
