// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import io.sonde.server.query.TraceFilter.Which;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A filter as SQL. What a user wrote goes into parameters only. */
final class TraceCondition {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Separates the parts of a service's id. */
    private static final String SEPARATOR = "~";

    /** Where spans are read from, and what their columns are called there. */
    enum Source {
        /** Spans with which a request enters a service, or work begins by itself: few, in the order of time. */
        ENTRIES("trace_entries", "Time", "lower(hex(TraceId))", "SpanId", "Name", "Kind"),
        /** Every span; ordered by service, so that one without a service is slower. */
        ALL("otel_traces", "Timestamp", "TraceId", "unhex(SpanId)", "SpanName", "SpanKind");

        final String table;
        final String time;
        final String trace;
        final String span;
        final String name;
        final String kind;

        Source(String table, String time, String trace, String span, String name, String kind) {
            this.table = table;
            this.time = time;
            this.trace = trace;
            this.span = span;
            this.name = name;
            this.kind = kind;
        }
    }

    private final Source source;
    private final List<String> conditions = new ArrayList<>();
    private final List<String> counted;
    private final Map<String, Object> parameters = new HashMap<>();

    TraceCondition(TraceFilter filter) {
        source = filter.which() == Which.ENTRIES ? Source.ENTRIES : Source.ALL;
        add("%s >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')".formatted(source.time), "from", nanos(filter.from()));
        add("%s < fromUnixTimestamp64Nano({to:Int64}, 'UTC')".formatted(source.time), "to", nanos(filter.to()));
        service(filter.service());
        if (filter.operation() != null) {
            add(source.name + " = {operation:String}", "operation", filter.operation());
        }
        if (filter.minNanos() > 0) {
            add("Duration >= {minNanos:Int64}", "minNanos", filter.minNanos());
        }
        if (filter.maxNanos() < TraceFilter.ANY_DURATION) {
            add("Duration < {maxNanos:Int64}", "maxNanos", filter.maxNanos());
        }
        if (filter.which() == Which.CALLS) {
            conditions.add("SpanKind IN ('Client', 'Producer')");
        }
        counted = counted(filter);
        conditions.addAll(counted);
        if (filter.which() == Which.CALLS) {
            counted.add("Asked");
        }
    }

    /** What can also be asked of spans that were counted. */
    private static List<String> counted(TraceFilter filter) {
        List<String> counted = new ArrayList<>();
        switch (filter.status()) {
            case ANY -> {}
            case OK -> counted.add("Outcome = 'ok'");
            case ERROR -> counted.add("Outcome = 'error'");
            case UNANSWERED -> counted.add("Outcome = 'unanswered'");
            case FAILED -> counted.add("Outcome != 'ok'");
        }
        if (filter.maker() != null) {
            counted.add(filter.maker() == TraceFilter.Maker.AGENT ? "ByAgent" : "NOT ByAgent");
        }
        return counted;
    }

    /** Spans of applications often do not tell the namespace: they are taken for those of any. */
    private void service(@Nullable String service) {
        if (service == null) {
            return;
        }
        String[] parts = service.split(SEPARATOR, -1);
        String name = parts[0];
        if (source == Source.ALL) {
            add("ServiceName = {serviceName:String}", "serviceName", name.equals("unknown") ? "" : name);
        }
        if (parts.length == 1) {
            add("(Service = {service:String} OR startsWith(Service, {begin:String}))", "service", name);
            parameters.put("begin", name + SEPARATOR);
            return;
        }
        add("Service IN ({service:String}, {serviceName:String}, {named:String})", "service", service);
        parameters.put("serviceName", name);
        parameters.put("named", name + SEPARATOR + parts[1]);
    }

    void add(String condition, String parameter, Object value) {
        conditions.add(condition);
        parameters.put(parameter, value);
    }

    /** Only what comes after this place in a list with the newest first. */
    void after(TraceCursor cursor) {
        add("%1$s <= fromUnixTimestamp64Nano({cursor:Int64}, 'UTC')".formatted(source.time), "cursor", cursor.nanos());
        add(
                "(%1$s < fromUnixTimestamp64Nano({cursor:Int64}, 'UTC') OR %2$s < unhex({cursorSpan:String}))"
                        .formatted(source.time, source.span),
                "cursorSpan",
                cursor.spanId());
    }

    Source source() {
        return source;
    }

    String where() {
        return String.join(" AND ", conditions);
    }

    /** The same for counts of spans, of which neither service nor operation nor the exact duration is known; begins with AND. */
    String ofCounted() {
        return counted.stream().map(" AND %s"::formatted).collect(Collectors.joining());
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    static long nanos(Instant instant) {
        return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }
}
