// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Values known by fingerprint, at most so many. Each fingerprint has eight places where it may stand; where all are taken, one
 * gives way. Read and written by any thread without a lock: entries are immutable, and a lost write is only made again.
 */
final class FingerprintCache<V> {
    /** Places per fingerprint: one cache line of references. */
    private static final int PLACES = 8;

    private final @Nullable Entry<V>[] entries;
    private final int mask;
    private final LongAdder evicted = new LongAdder();

    private record Entry<V>(long fingerprint, V value) {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    FingerprintCache(int limit) {
        int size = Integer.highestOneBit(Math.max(limit, PLACES));
        entries = new Entry[size];
        mask = size - 1;
    }

    @Nullable
    V get(long fingerprint) {
        int first = place(fingerprint);
        for (int i = 0; i < PLACES; i++) {
            Entry<V> entry = entries[first ^ i];
            if (entry == null) {
                return null;
            }
            if (entry.fingerprint == fingerprint) {
                return entry.value;
            }
        }
        return null;
    }

    void put(long fingerprint, V value) {
        int first = place(fingerprint);
        for (int i = 0; i < PLACES; i++) {
            Entry<V> entry = entries[first ^ i];
            if (entry == null || entry.fingerprint == fingerprint) {
                entries[first ^ i] = new Entry<>(fingerprint, value);
                return;
            }
        }
        evicted.increment();
        // Any of the eight, chosen by bits that did not choose the place.
        entries[first ^ (int) (fingerprint >>> 61)] = new Entry<>(fingerprint, value);
    }

    long evicted() {
        return evicted.sum();
    }

    private int place(long fingerprint) {
        return (int) (fingerprint ^ fingerprint >>> 32) & mask;
    }
}
