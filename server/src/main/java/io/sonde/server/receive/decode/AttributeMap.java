// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.block.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Attributes as a map of texts, made only for what was not seen before. */
final class AttributeMap {
    private AttributeMap() {}

    /** Reads every attribute of the message between two positions; the reader stands where it stood afterwards. */
    static Map<String, String> read(WireReader in, int from, int to, int attributesTag) throws MalformedException {
        int position = in.position();
        int end = in.end();
        Map<String, String> attributes = new LinkedHashMap<>();
        Bytes value = new Bytes(64);
        in.at(from, to);
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == attributesTag) {
                add(in, value, attributes);
            } else {
                in.skip(tag);
            }
        }
        in.at(position, end);
        return Map.copyOf(attributes);
    }

    private static void add(WireReader in, Bytes value, Map<String, String> attributes) throws MalformedException {
        int outerEnd = in.enter();
        int entryEnd = in.end();
        KeyValue entry = KeyValue.read(in);
        in.at(entry.valueFrom(), entry.valueTo());
        value.clear();
        AnyValueText.append(in, value);
        attributes.put(entry.key(in.bytes()).intern(), value.text(0));
        in.at(entryEnd, entryEnd);
        in.leave(outerEnd);
    }
}
