// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store.block;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    /** The block brings its own keys (1 << 9) and they replace earlier ones (1 << 10). */
    private static final long OWN_KEYS = 1 << 9 | 1 << 10;

    private static final long UINT8_INDEXES = 0;
    private static final long UINT32_INDEXES = 2;
    private static final int MOST_IN_UINT8 = 256;

    private final Map<ByteBuffer, Integer> indexes = new HashMap<>();
    private final Bytes keys = new Bytes(1024);
    private final IntColumn rows;
    private @Nullable String last;
    private int lastIndex;

    public Dictionary(int capacity) {
        rows = new IntColumn(capacity);
    }

    public void add(String text) {
        if (!text.equals(last)) {
            last = text;
            lastIndex = index(text.getBytes(StandardCharsets.UTF_8));
        }
        rows.add(lastIndex);
    }

    /** For texts that are none, and for callers that know themselves when they change: the number of a key, for {@link #add(int)}. */
    public int index(byte[] key) {
        ByteBuffer wrapped = ByteBuffer.wrap(key);
        Integer known = indexes.get(wrapped);
        if (known != null) {
            return known;
        }
        keys.putVarint(key.length);
        keys.put(key, 0, key.length);
        int index = indexes.size();
        indexes.put(wrapped, index);
        return index;
    }

    /** Adds a row with a key that has a number. */
    public void add(int index) {
        rows.add(index);
    }

    public void writeTo(Bytes out) {
        boolean few = indexes.size() <= MOST_IN_UINT8;
        out.putLong(SHARED_DICTIONARIES_WITH_ADDITIONAL_KEYS);
        out.putLong(OWN_KEYS | (few ? UINT8_INDEXES : UINT32_INDEXES));
        out.putLong(indexes.size());
        out.put(keys);
        out.putLong(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            if (few) {
                out.putByte(rows.get(i));
            } else {
                out.putInt(rows.get(i));
            }
        }
    }
}
