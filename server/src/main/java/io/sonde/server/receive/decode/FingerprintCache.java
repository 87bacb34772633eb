// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.limit.Fill;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Values known by fingerprint, at most so many. Each fingerprint has two groups of eight places where it may stand, so
 * that almost all are used before one has to give way. Read and written by any thread without a lock: entries are immutable, and a lost write is only made again.
 */
final class FingerprintCache<V> {
    /** Places in a group: at most one cache line of references. */
    private static final int PLACES = 8;

    private final @Nullable Entry<V>[] entries;
    private final int mask;
    private final LongAdder filled = new LongAdder();
    private final LongAdder evicted = new LongAdder();

    private record Entry<V>(long fingerprint, V value) {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    FingerprintCache(int limit) {
        int size = Integer.highestOneBit(Math.max(limit, PLACES));
        entries = new Entry[size];
        mask = size - PLACES;
    }

    @Nullable
    V get(long fingerprint) {
        Entry<V> entry = entries[placeIn(firstGroup(fingerprint), fingerprint)];
        if (entry != null && entry.fingerprint != fingerprint) {
            entry = entries[placeIn(secondGroup(fingerprint), fingerprint)];
        }
        return entry != null && entry.fingerprint == fingerprint ? entry.value : null;
    }

    void put(long fingerprint, V value) {
        int place = placeIn(firstGroup(fingerprint), fingerprint);
        Entry<V> before = entries[place];
        if (before != null && before.fingerprint != fingerprint) {
            place = placeIn(secondGroup(fingerprint), fingerprint);
            before = entries[place];
        }
        if (before != null && before.fingerprint != fingerprint) {
            evicted.increment();
        } else if (before == null) {
            filled.increment();
        }
        entries[place] = new Entry<>(fingerprint, value);
    }

    /**
     * The place in a group where the fingerprint stands or, when it does not, may be put: a free one, else any, chosen by bits
     * that did not choose the group.
     */
    private int placeIn(int group, long fingerprint) {
        for (int i = 0; i < PLACES; i++) {
            Entry<V> entry = entries[group + i];
            if (entry == null || entry.fingerprint == fingerprint) {
                return group + i;
            }
        }
        return group + (int) (fingerprint >>> 61);
    }

    /** Two threads that fill the same place at once count it twice. */
    Fill fill() {
        return new Fill(Math.min(filled.sum(), entries.length), entries.length, evicted.sum());
    }

    private int firstGroup(long fingerprint) {
        return (int) fingerprint & mask;
    }

    private int secondGroup(long fingerprint) {
        return (int) (fingerprint >>> 29) & mask;
    }
}
