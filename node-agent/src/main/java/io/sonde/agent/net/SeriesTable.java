// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.service.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All series by key, open addressing: finding one makes no garbage. Peers beyond a limit, of the whole table or of one
 * service, are counted together as "other".
 */
final class SeriesTable {
    private static final int SMALLEST_CAPACITY = 64;
    /** Places above the limit for the series called "other": several per service, so that folding rarely fails. */
    private static final int OTHERS_SHARE = 4;

    private final int limit;
    private final int limitPerService;
    private final PeerNames names;
    private @Nullable Series[] slots = new Series[SMALLEST_CAPACITY];
    private final SeriesKey wanted = new SeriesKey();
    private int size;
    private long folded;
    private long dropped;

    SeriesTable(int limit, int limitPerService, PeerNames names) {
        this.names = names;
        this.limit = limit;
        this.limitPerService = limitPerService;
    }

    /** Null only when even "other" found no place. */
    @Nullable
    Series of(Service service, boolean server, Endpoints ends) {
        wanted.set(service, server, ends);
        Series known = slots[slot(wanted)];
        if (known != null) {
            return known;
        }
        if (size < limit && service.destinations() < limitPerService) {
            return add(service);
        }
        wanted.foldPeer();
        folded++;
        Series other = slots[slot(wanted)];
        if (other != null) {
            return other;
        }
        if (size < limit + limit / OTHERS_SHARE) {
            return add(service);
        }
        dropped++;
        return null;
    }

    private Series add(Service service) {
        if (2 * (size + 1) > slots.length) {
            rebuild(slots.length * 2);
        }
        var series = new Series(wanted.named(names), service);
        slots[slot(wanted)] = series;
        size++;
        return series;
    }

    /** Hands over what each series has to say and forgets those that ended. */
    Map<Service, List<SeriesSnapshot>> drain() {
        Map<Service, List<SeriesSnapshot>> byService = new HashMap<>();
        int ended = 0;
        for (int i = 0; i < slots.length; i++) {
            Series series = slots[i];
            if (series == null) {
                continue;
            }
            SeriesSnapshot snapshot = series.drain();
            if (snapshot != null) {
                byService
                        .computeIfAbsent(series.service(), _ -> new ArrayList<>())
                        .add(snapshot);
            }
            if (series.isForgettable()) {
                series.forget();
                slots[i] = null;
                ended++;
            }
        }
        size -= ended;
        if (ended > 0) {
            rebuild(slots.length); // gaps would end searches too early
        }
        return byService;
    }

    int size() {
        return size;
    }

    int limit() {
        return limit;
    }

    /** Times that a connection was counted under "other". */
    long folded() {
        return folded;
    }

    /** Times that a connection could not be counted at all. */
    long dropped() {
        return dropped;
    }

    private void rebuild(int capacity) {
        @Nullable Series[] old = slots;
        slots = new Series[capacity];
        for (Series series : old) {
            if (series != null) {
                slots[slot(series.key())] = series;
            }
        }
    }

    private int slot(SeriesKey key) {
        int mask = slots.length - 1;
        int slot = key.hash() & mask;
        for (Series series = slots[slot]; series != null && !series.key().sameAs(key); series = slots[slot]) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
