// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.protocol.Family;
import io.sonde.agent.service.Service;
import io.sonde.otlp.Attributes;
import io.sonde.otlp.Exemplar;
import io.sonde.otlp.ExponentialValue;
import io.sonde.proto.Metric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests that are counted together: since the last snapshot. */
final class RequestSeries {
    /** A minute at the usual interval: what is used now and then is not made anew each time. */
    private static final int DRAINS_KEPT_WHEN_IDLE = 12;

    private static final double NANOS_PER_SECOND = 1e9;

    private final RequestKey key;
    private final Service service;
    private final Metric metric;
    private final Attributes labels;
    private final Durations durations = new Durations();
    private final Usual usual = new Usual();
    private @Nullable Span latest;
    private @Nullable Span slowest;
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

    /** @param measured else its duration is not known */
    void over(boolean measured, long nanos) {
        if (measured) {
            durations.recordNanos(nanos);
        } else {
            unmeasured++;
        }
    }

    /** What takes longer is unusual for its kind. */
    long unusualNanos() {
        return usual.limitNanos();
    }

    /** Of one that was counted here: of those in an interval the last one and the slowest are told with it. */
    void spanKept(Span span) {
        latest = span;
        if (slowest == null || nanos(span) > nanos(slowest)) {
            slowest = span;
        }
    }

    private static long nanos(Span span) {
        return span.endUnixNanos() - span.startUnixNanos();
    }

    /**
     * What happened since the last call; null when that is nothing.
     *
     * @param timesUsual how many times as long as usual is unusual
     */
    @Nullable
    RequestSnapshot drain(int timesUsual) {
        ExponentialValue value = durations.drain();
        if (value == null && unmeasured == 0) {
            idleDrains++;
            return null;
        }
        idleDrains = 0;
        if (value != null) {
            usual.learn(value, timesUsual);
            value = value.with(exemplars());
        }
        var snapshot = new RequestSnapshot(metric, labels, value, unmeasured);
        unmeasured = 0;
        return snapshot;
    }

    private List<Exemplar> exemplars() {
        List<Exemplar> told = new ArrayList<>(2);
        if (slowest != null) {
            told.add(exemplar(slowest));
        }
        if (latest != null && !latest.equals(slowest)) {
            told.add(exemplar(latest));
        }
        slowest = null;
        latest = null;
        return told;
    }

    private static Exemplar exemplar(Span span) {
        return new Exemplar(nanos(span) / NANOS_PER_SECOND, span.endUnixNanos(), span.trace(), span.span());
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
