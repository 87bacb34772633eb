// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.service.Service;
import io.sonde.agent.service.SpanRate;
import io.sonde.otlp.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides of which requests a span is sent, and keeps those until the next report. Makes no garbage for the others. One thread only.
 */
final class SpanTable {
    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();
    /** 2 to the power of 63. */
    private static final double POSITIVE_LONGS = 0x1p63;

    private final SpanLimits limits;
    private final long slowNanos;
    /** Draws below it are chosen. */
    private final long share;

    private final SpanRate rate = new SpanRate();
    private final TraceIds ids = new TraceIds();
    private final EnumMap<SpanDecision, Count> counts = new EnumMap<>(SpanDecision.class);
    private Map<Service, List<Span>> kept = new HashMap<>();
    private int size;
    /** From the monotonic clock to the one on the wall; looked at anew with each report. */
    private long unixNanosAtZero = unixNanosAtZero();

    SpanTable(SpanLimits limits) {
        this.limits = limits;
        for (SpanDecision decision : SpanDecision.values()) {
            counts.put(decision, new Count());
        }
        this.slowNanos = limits.slow().toNanos();
        this.share = limits.share() >= 1 ? Long.MAX_VALUE : (long) (limits.share() * POSITIVE_LONGS);
    }

    boolean isOn() {
        return limits.on();
    }

    /** How many times as long as usual is slow. */
    int timesUsual() {
        return limits.on() ? limits.timesUsual() : 0;
    }

    /** Whether a span is kept of a request that took so long, and why or why not; counts it. */
    SpanDecision decide(Service service, Exchange exchange, boolean failed, long nanos, long unusualNanos) {
        SpanDecision decision = wanted(service, exchange, failed, nanos, unusualNanos);
        if (decision.isKept()) {
            decision = room(decision, service, (exchange.startNanos() + nanos) / NANOS_PER_SECOND);
        }
        count(decision);
        return decision;
    }

    private void count(SpanDecision decision) {
        Count count = counts.get(decision);
        if (count != null) {
            count.requests++;
        }
    }

    private SpanDecision wanted(Service service, Exchange exchange, boolean failed, long nanos, long unusualNanos) {
        if (!exchange.isMeasured()) {
            return SpanDecision.UNMEASURED;
        }
        if (failed) {
            return SpanDecision.ERROR;
        }
        if (nanos >= slowNanos || nanos >= unusualNanos) {
            return SpanDecision.SLOW;
        }
        int halves = halves(service.spans(), exchange.startNanos() + nanos);
        long draw = TraceIds.draw(exchange) >>> 1;
        if (TraceIds.carriesTrace(exchange)) {
            boolean chosen = exchange.traceSampled && draw <= Long.MAX_VALUE >>> halves;
            return chosen ? SpanDecision.APPLICATION : SpanDecision.NOT_CHOSEN;
        }
        return share != 0 && draw <= share >>> halves ? SpanDecision.SHARE : SpanDecision.NOT_CHOSEN;
    }

    /** Only of who does too much: a quiet service beside a busy one keeps its spans. */
    private int halves(SpanRate ofService, long nowNanos) {
        if (ofService.halves() != 0) {
            ofService.turn(nowNanos / NANOS_PER_SECOND, limits.perSecondAndService());
        }
        return ofService.halves();
    }

    private SpanDecision room(SpanDecision wanted, Service service, long second) {
        boolean urgent = wanted == SpanDecision.ERROR || wanted == SpanDecision.SLOW;
        boolean enough = urgent
                ? service.spans().takesUrgent(second, limits.perSecondAndService())
                        && rate.takesUrgent(second, limits.perSecond())
                : service.spans().takes(second, limits.perSecondAndService()) && rate.takes(second, limits.perSecond());
        if (!enough) {
            return urgent ? SpanDecision.RATE : SpanDecision.NOT_CHOSEN;
        }
        return size < limits.waiting() ? wanted : SpanDecision.FULL;
    }

    /** Keeps a span of a request that was decided to be kept. */
    Span keep(Service service, Span.What what, Attributes labels, Talk talk, Exchange exchange, Ended ended) {
        ids.of(exchange, what.server(), talk.datagrams);
        var span = new Span(
                what,
                labels,
                exchange.text(),
                talk.ends(what.server()),
                ids.trace(),
                ids.origin(),
                ids.span(),
                ids.parent(),
                exchange.startNanos() + unixNanosAtZero,
                exchange.startNanos() + ended.nanos() + unixNanosAtZero,
                firstByteNanos(exchange),
                ended.because());
        kept.computeIfAbsent(service, this::listOf).add(span);
        size++;
        return span;
    }

    private static long firstByteNanos(Exchange exchange) {
        long began = exchange.firstByteNanos();
        return began == 0 ? -1 : Math.max(0, began - exchange.startNanos());
    }

    private static final class Count {
        long requests;
    }

    /** How long a request took, and why its span is kept. */
    record Ended(long nanos, SpanDecision because) {}

    private List<Span> listOf(Service service) {
        service.retain();
        return new ArrayList<>();
    }

    /** What was kept since the last call. */
    Map<Service, List<Span>> drain() {
        Map<Service, List<Span>> drained = kept;
        drained.keySet().forEach(Service::release);
        kept = new HashMap<>();
        size = 0;
        unixNanosAtZero = unixNanosAtZero();
        return drained;
    }

    /** How many requests there were of each decision since the start. */
    Map<SpanDecision, Long> counts() {
        Map<SpanDecision, Long> told = new EnumMap<>(SpanDecision.class);
        counts.forEach((decision, count) -> told.put(decision, count.requests));
        return told;
    }

    int size() {
        return size;
    }

    int limit() {
        return limits.waiting();
    }

    private static long unixNanosAtZero() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano() - System.nanoTime();
    }
}
