// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.block.Utf8;

/** Where the key and the value of one attribute stand. An absent part is an empty range. */
record KeyValue(int keyFrom, int keyTo, int valueFrom, int valueTo) {
    private static final int KEY = WireReader.tag(1, WireReader.BYTES);
    private static final int VALUE = WireReader.tag(2, WireReader.BYTES);

    /** Reads the KeyValue message that the reader has entered. */
    static KeyValue read(WireReader in) throws MalformedException {
        int keyFrom = 0;
        int keyTo = 0;
        int valueFrom = 0;
        int valueTo = 0;
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == KEY) {
                int length = in.length();
                keyFrom = in.position();
                in.skipBytes(length);
                keyTo = in.position();
            } else if (tag == VALUE) {
                int length = in.length();
                valueFrom = in.position();
                in.skipBytes(length);
                valueTo = in.position();
            } else {
                in.skip(tag);
            }
        }
        return new KeyValue(keyFrom, keyTo, valueFrom, valueTo);
    }

    String key(byte[] bytes) {
        return Utf8.repaired(bytes, keyFrom, keyTo);
    }
}
