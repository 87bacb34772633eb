// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.net.Endpoints;
import io.sonde.agent.net.PeerNames;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Family;
import io.sonde.agent.service.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All kinds of requests by key, open addressing: finding one makes no garbage. What finds no place is counted as other. */
final class RequestSeriesTable {
    private static final int SMALLEST_CAPACITY = 64;
    /** Places above the limit for those called "other". */
    private static final int OTHERS_SHARE = 4;

    private final int limit;
    private final int limitPerService;
    private final PeerNames names;
    private final RequestKey wanted = new RequestKey();
    private @Nullable RequestSeries[] slots = new RequestSeries[SMALLEST_CAPACITY];
    private int size;
    private long folded;
    private long dropped;

    RequestSeriesTable(int limit, int limitPerService, PeerNames names) {
        this.names = names;
        this.limit = limit;
        this.limitPerService = limitPerService;
    }

    /** What a request is counted under. */
    record Kind(String protocol, Family family) {}

    /** Null only when even "other" found no place. */
    @Nullable
    RequestSeries of(Service service, boolean server, Endpoints ends, Kind kind, Exchange exchange, String error) {
        wanted.set(service, server, ends, kind.protocol(), exchange, error);
        RequestSeries known = slots[slot(wanted)];
        if (known != null) {
            return known;
        }
        if (size < limit && service.requestSeries() < limitPerService) {
            return add(service, kind.family());
        }
        folded++;
        wanted.foldRequest();
        known = slots[slot(wanted)];
        if (known == null && size >= limit) {
            wanted.foldPeer();
            known = slots[slot(wanted)];
        }
        if (known != null) {
            return known;
        }
        if (size < limit + limit / OTHERS_SHARE) {
            return add(service, kind.family());
        }
        dropped++;
        return null;
    }

    private RequestSeries add(Service service, Family family) {
        if (2 * (size + 1) > slots.length) {
            rebuild(slots.length * 2);
        }
        var series = new RequestSeries(wanted.named(names), service, family);
        slots[slot(wanted)] = series;
        size++;
        return series;
    }

    /** Hands over what each has to say and forgets those that are not used any more. */
    Map<Service, List<RequestSnapshot>> drain(int timesUsual) {
        Map<Service, List<RequestSnapshot>> byService = new HashMap<>();
        int ended = 0;
        for (int i = 0; i < slots.length; i++) {
            RequestSeries series = slots[i];
            if (series == null) {
                continue;
            }
            RequestSnapshot snapshot = series.drain(timesUsual);
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

    long folded() {
        return folded;
    }

    long dropped() {
        return dropped;
    }

    private void rebuild(int capacity) {
        @Nullable RequestSeries[] old = slots;
        slots = new RequestSeries[capacity];
        for (RequestSeries series : old) {
            if (series != null) {
                slots[slot(series.key())] = series;
            }
        }
    }

    private int slot(RequestKey key) {
        int mask = slots.length - 1;
        int slot = key.hash() & mask;
        for (RequestSeries series = slots[slot]; series != null && !series.key().sameAs(key); series = slots[slot]) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
