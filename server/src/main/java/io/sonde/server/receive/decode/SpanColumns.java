// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.ColumnBatch;
import io.sonde.server.store.block.ArrayColumn;
import io.sonde.server.store.block.Column;
import io.sonde.server.store.block.IntColumn;
import io.sonde.server.store.block.MapColumn;
import io.sonde.server.store.block.TextColumn;
import io.sonde.server.store.block.WordColumn;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The columns of {@code otel_traces}. */
final class SpanColumns {
    private static final int SHORT = 16;
    private static final int MAP = 256;
    private static final String TIME = "DateTime64(9)";

    final WordColumn timestamp;
    final TextColumn traceId;
    final TextColumn spanId;
    final TextColumn parentSpanId;
    final TextColumn traceState;
    final TextColumn name;
    final TextColumn kind;
    final TextColumn service;
    final MapColumn resource;
    final TextColumn scopeName;
    final TextColumn scopeVersion;
    final MapColumn attributes;
    final WordColumn duration;
    final TextColumn statusCode;
    final TextColumn statusMessage;
    final Events events;
    final Links links;

    /** What happened during each span. */
    static final class Events {
        final IntColumn ends;
        final WordColumn timestamp;
        final TextColumn name;
        final MapColumn attributes;

        Events(int rows) {
            ends = new IntColumn(rows);
            timestamp = new WordColumn(TIME, rows);
            name = new TextColumn(rows * SHORT);
            attributes = new MapColumn(rows, SHORT);
        }

        void endRow() {
            ends.add(timestamp.values().size());
        }
    }

    /** Which other spans each span points to. */
    static final class Links {
        final IntColumn ends;
        final TextColumn traceId;
        final TextColumn spanId;
        final TextColumn traceState;
        final MapColumn attributes;

        Links(int rows) {
            ends = new IntColumn(rows);
            traceId = new TextColumn(rows);
            spanId = new TextColumn(rows);
            traceState = new TextColumn(rows);
            attributes = new MapColumn(rows, 1);
        }

        void endRow() {
            ends.add(attributes.rows());
        }
    }

    SpanColumns(int rows) {
        timestamp = new WordColumn(TIME, rows);
        traceId = new TextColumn(rows * SHORT * 2);
        spanId = new TextColumn(rows * SHORT);
        parentSpanId = new TextColumn(rows * SHORT);
        traceState = new TextColumn(rows);
        name = new TextColumn(rows * SHORT);
        kind = new TextColumn(rows * SHORT);
        service = new TextColumn(rows * SHORT);
        resource = new MapColumn(rows, MAP);
        scopeName = new TextColumn(rows * SHORT);
        scopeVersion = new TextColumn(rows * SHORT);
        attributes = new MapColumn(rows, MAP);
        duration = new WordColumn("UInt64", rows);
        statusCode = new TextColumn(rows * SHORT);
        statusMessage = new TextColumn(rows);
        events = new Events(rows);
        links = new Links(rows);
    }

    ColumnBatch batch() {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("Timestamp", timestamp);
        columns.put("TraceId", traceId);
        columns.put("SpanId", spanId);
        columns.put("ParentSpanId", parentSpanId);
        columns.put("TraceState", traceState);
        columns.put("SpanName", name);
        columns.put("SpanKind", kind);
        columns.put("ServiceName", service);
        columns.put("ResourceAttributes", resource);
        columns.put("ScopeName", scopeName);
        columns.put("ScopeVersion", scopeVersion);
        columns.put("SpanAttributes", attributes);
        columns.put("Duration", duration);
        columns.put("StatusCode", statusCode);
        columns.put("StatusMessage", statusMessage);
        columns.put("Events.Timestamp", new ArrayColumn(events.ends, events.timestamp));
        columns.put("Events.Name", new ArrayColumn(events.ends, events.name));
        columns.put("Events.Attributes", new ArrayColumn(events.ends, events.attributes));
        columns.put("Links.TraceId", new ArrayColumn(links.ends, links.traceId));
        columns.put("Links.SpanId", new ArrayColumn(links.ends, links.spanId));
        columns.put("Links.TraceState", new ArrayColumn(links.ends, links.traceState));
        columns.put("Links.Attributes", new ArrayColumn(links.ends, links.attributes));
        return new ColumnBatch(timestamp.values().size(), columns);
    }
}
