// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.world;

import io.sonde.server.store.Series;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The world's series by fingerprint: one object for each, so that a point is found by a number and nothing is made for it. Open
 * addressing over a bounded table, owned by the world's thread; when it is full it forgets everything, which costs one round of
 * new objects.
 */
final class KnownSeries {
    private static final int LEAST = 16;

    private final long[] fingerprints;
    private final io.sonde.diagnosis.world.@Nullable Series[] described;
    private final int mask;
    private int size;

    KnownSeries(int limit) {
        // Twice the room at least, so that a look-up stays short.
        int capacity = Integer.highestOneBit(Math.max(limit, LEAST)) * 4;
        fingerprints = new long[capacity];
        described = new io.sonde.diagnosis.world.Series[capacity];
        mask = capacity - 1;
    }

    io.sonde.diagnosis.world.Series of(Series series) {
        long fingerprint = series.fingerprint();
        int place = (int) (fingerprint ^ fingerprint >>> 32) & mask;
        for (var there = described[place]; there != null; there = described[place]) {
            if (fingerprints[place] == fingerprint) {
                return there;
            }
            place = place + 1 & mask;
        }
        var made = new io.sonde.diagnosis.world.Series(series.metric(), series.resource(), series.attributes());
        if (size >= described.length / 2) {
            Arrays.fill(described, null);
            size = 0;
            return made;
        }
        fingerprints[place] = fingerprint;
        described[place] = made;
        size++;
        return made;
    }
}
