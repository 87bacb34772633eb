// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.block.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes as a map of texts, made only for what was not seen before. */
final class AttributeMap {
    private AttributeMap() {}

    /** Reads every attribute of the message between two positions; the reader stands where it stood afterwards. */
    static Map<String, String> read(WireReader in, int from, int to, int attributesTag) throws MalformedException {
        return read(in, from, to, attributesTag, null);
    }

    /** @param texts makes one object of equal values; null where the map is not kept */
    static Map<String, String> read(WireReader in, int from, int to, int attributesTag, @Nullable SharedTexts texts)
            throws MalformedException {
        int position = in.position();
        int end = in.end();
        Map<String, String> attributes = new LinkedHashMap<>();
        Bytes value = new Bytes(64);
        in.at(from, to);
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == attributesTag) {
                add(in, value, attributes, texts);
            } else {
                in.skip(tag);
            }
        }
        in.at(position, end);
        return Map.copyOf(attributes);
    }

    private static void add(WireReader in, Bytes value, Map<String, String> attributes, @Nullable SharedTexts texts)
            throws MalformedException {
        int outerEnd = in.enter();
        int entryEnd = in.end();
        KeyValue entry = KeyValue.read(in);
        in.at(entry.valueFrom(), entry.valueTo());
        value.clear();
        AnyValueText.append(in, value);
        String text = value.text(0);
        attributes.put(entry.key(in.bytes()).intern(), texts == null ? text : texts.shared(text));
        in.at(entryEnd, entryEnd);
        in.leave(outerEnd);
    }
}
