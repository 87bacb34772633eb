// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Requests, written down: web calls orders, orders calls the database; ten minutes before the alert and three after it. */
final class SpanScript {
    static final long ALERT_MILLIS = 600_000;
    private static final long END_MILLIS = 780_000;
    private static final long EVERY_MILLIS = 1_000;

    private final List<Span> spans = new ArrayList<>();
    private final List<LogLine> logs = new ArrayList<>();

    /** One request, by what it does from when on. */
    interface Request {
        void add(SpanScript script, long trace, long millis, boolean broken);
    }

    static Incident incident(Request request) {
        return incident(request, 0);
    }

    /** @param lateMillis how long after it broke the alert comes */
    static Incident incident(Request request, long lateMillis) {
        var script = new SpanScript();
        for (long millis = 0; millis < END_MILLIS; millis += EVERY_MILLIS) {
            request.add(script, millis / EVERY_MILLIS + 1, millis, millis >= ALERT_MILLIS);
        }
        script.spans.sort(Comparator.comparingLong((Span span) -> span.timing().startMicros()));
        return new Incident(
                Symptom.UNKNOWN,
                new Frame(Instant.ofEpochMilli(ALERT_MILLIS + lateMillis), Instant.ofEpochMilli(END_MILLIS)),
                CallGraph.EMPTY,
                new Signals(Metrics.NONE, script.spans, script.logs, Changes.NONE));
    }

    /** web works 10 ms itself, waits for orders, which works and waits for the database (if it is called at all). */
    void request(long trace, long millis, long gapMillis, boolean callsDatabase) {
        long database = callsDatabase ? 5 : 0;
        span(id(trace, 1), 0, "web", "GET /", new Span.Timing(millis, 40 + gapMillis + database));
        span(id(trace, 2), 1, "web", "call orders", new Span.Timing(millis, 30 + gapMillis + database));
        span(id(trace, 3), 2, "orders", "/orders", new Span.Timing(millis, 25 + database));
        if (callsDatabase) {
            span(id(trace, 4), 3, "orders", "call database", new Span.Timing(millis, 5));
            span(id(trace, 5), 4, "database", "SELECT", new Span.Timing(millis, 4));
        }
    }

    void log(long trace, long span, long millis, String service, String line) {
        logs.add(new LogLine(millis * 1_000_000, service, LogMask.of(line), trace, span));
    }

    private record Id(long trace, long span) {}

    private static Id id(long trace, long span) {
        return new Id(trace, span);
    }

    private void span(Id id, long parent, String service, String operation, Span.Timing millis) {
        var timing = new Span.Timing(millis.startMicros() * 1_000, millis.micros() * 1_000);
        spans.add(new Span(id.trace, id.span, parent, service, operation, timing));
    }
}
