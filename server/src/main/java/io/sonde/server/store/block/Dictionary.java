// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store.block;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column of the type LowCardinality(String): each distinct text once, then a number per row. Made for runs of equal texts:
 * only a change costs a look-up.
 */
public final class Dictionary {
    public static final String TYPE = "LowCardinality(String)";

    /** Version of the serialization: one dictionary per block, sent with it. */
    private static final long SHARED_DICTIONARIES_WITH_ADDITIONAL_KEYS = 1;
    /** Indexes are UInt32 (2), the block brings its own keys (1 << 9) and they replace earlier ones (1 << 10). */
    private static final long INDEX_TYPE = 2 | 1 << 9 | 1 << 10;

    private final Map<String, Integer> indexes = new HashMap<>();
    private final Bytes keys = new Bytes(1024);
    private final IntColumn rows;
    private @Nullable String last;
    private int lastIndex;

    public Dictionary(int capacity) {
        rows = new IntColumn(capacity);
    }

    public void add(String text) {
        // look-up.
        if (!text.equals(last)) {
            last = text;
            lastIndex = indexes.computeIfAbsent(text, this::addKey);
        }
        rows.add(lastIndex);
    }

    private int addKey(String text) {
        keys.putString(text);
        return indexes.size();
    }

    public void writeTo(Bytes out) {
        out.putLong(SHARED_DICTIONARIES_WITH_ADDITIONAL_KEYS);
        out.putLong(INDEX_TYPE);
        out.putLong(indexes.size());
        out.put(keys);
        out.putLong(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            out.putInt(rows.get(i));
        }
    }
}
