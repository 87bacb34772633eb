// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.limit.Fill;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which series were written today, and with how many decimals: open addressing over a bounded table, owned by the writer's
 * thread. At a new day, or when it is full, it forgets everything: series are then written once more, which the store folds into
 * one.
 */
final class RecentSeries {
    private final long[] fingerprints;
    private final byte[] decimals;
    private final int mask;
    /** These two are read by others. */
    private final AtomicInteger size = new AtomicInteger();

    private final AtomicLong forgotten = new AtomicLong();
    private long day;

    RecentSeries(int limit) {
        // Twice the room, so that a look-up stays short.
        int capacity = Integer.highestOneBit(Math.max(limit, 16)) * 2;
        fingerprints = new long[capacity];
        decimals = new byte[capacity];
        mask = capacity - 1;
    }

    /** Forgets what was written on another day. */
    void startDay(long today) {
        if (day != today) {
            day = today;
            clear();
        }
    }

    boolean contains(long fingerprint) {
        return fingerprints[place(key(fingerprint))] != 0;
    }

    void add(long fingerprint) {
        if (size.get() >= limit()) {
            forgotten.addAndGet(size.get());
            clear();
        }
        int place = place(key(fingerprint));
        if (fingerprints[place] == 0) {
            fingerprints[place] = key(fingerprint);
            decimals[place] = 0;
            size.incrementAndGet();
        }
    }

    /** Where a series stands, for its decimals; a series that does not stand here has none. */
    int find(long fingerprint) {
        return place(key(fingerprint));
    }

    int decimals(int place) {
        return fingerprints[place] == 0 ? 0 : decimals[place];
    }

    void decimals(int place, int needed) {
        decimals[place] = (byte) needed;
    }

    private void clear() {
        Arrays.fill(fingerprints, 0);
        size.set(0);
    }

    /** For any thread. */
    Fill fill() {
        return new Fill(size.get(), limit(), forgotten.get());
    }

    private int limit() {
        return fingerprints.length / 2;
    }

    private int place(long key) {
        int place = (int) (key ^ key >>> 32) & mask;
        while (fingerprints[place] != 0 && fingerprints[place] != key) {
            place = place + 1 & mask;
        }
        return place;
    }

    /** 0 marks a free place. */
    private static long key(long fingerprint) {
        return fingerprint == 0 ? 1 : fingerprint;
    }
}
