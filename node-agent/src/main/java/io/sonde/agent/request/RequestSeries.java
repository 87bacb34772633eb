// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.protocol.Family;
import io.sonde.agent.service.Service;
import io.sonde.otlp.Attributes;
import io.sonde.otlp.ExponentialValue;
import io.sonde.proto.Metric;
import org.jspecify.annotations.Nullable;

/** Requests that are counted together: since the last snapshot. */
final class RequestSeries {
    /** A minute at the usual interval: what is used now and then is not made anew each time. */
    private static final int DRAINS_KEPT_WHEN_IDLE = 12;

    private final RequestKey key;
    private final Service service;
    private final Metric metric;
    private final Attributes labels;
    private final Durations durations = new Durations();
    private long unmeasured;
    private int idleDrains;

    /** @param key a copy that nobody changes */
    RequestSeries(RequestKey key, Service service, Family family) {
        this.key = key;
        this.service = service;
        this.metric = RequestLabels.metric(family, key.server);
        this.labels = RequestLabels.of(key, family);
        service.retain();
        service.addRequestSeries(1);
    }

    RequestKey key() {
        return key;
    }

    Service service() {
        return service;
    }

    void took(long nanos) {
        durations.recordNanos(nanos);
    }

    void unmeasured() {
        unmeasured++;
    }

    /** What happened since the last call; null when that is nothing. */
    @Nullable
    RequestSnapshot drain() {
        ExponentialValue value = durations.drain();
        if (value == null && unmeasured == 0) {
            idleDrains++;
            return null;
        }
        idleDrains = 0;
        var snapshot = new RequestSnapshot(metric, labels, value, unmeasured);
        unmeasured = 0;
        return snapshot;
    }

    /** Asked after {@link #drain}. */
    boolean isForgettable() {
        return idleDrains >= DRAINS_KEPT_WHEN_IDLE;
    }

    void forget() {
        service.addRequestSeries(-1);
        service.release();
    }
}
