// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.ColumnBatch;
import io.sonde.server.store.block.ByteColumn;
import io.sonde.server.store.block.Column;
import io.sonde.server.store.block.MapColumn;
import io.sonde.server.store.block.TextColumn;
import io.sonde.server.store.block.WordColumn;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The columns of {@code otel_logs}. */
final class LogColumns {
    private static final int SHORT = 16;
    private static final int BODY = 128;
    private static final int MAP = 256;

    final WordColumn timestamp;
    final TextColumn traceId;
    final TextColumn spanId;
    final ByteColumn traceFlags;
    final TextColumn severityText;
    final ByteColumn severityNumber;
    final TextColumn service;
    final TextColumn body;
    final TextColumn resourceSchema;
    final MapColumn resource;
    final TextColumn scopeSchema;
    final TextColumn scopeName;
    final TextColumn scopeVersion;
    final MapColumn scope;
    final MapColumn attributes;
    final TextColumn eventName;

    LogColumns(int rows) {
        timestamp = new WordColumn("DateTime64(9)", rows);
        traceId = new TextColumn(rows * SHORT);
        spanId = new TextColumn(rows * SHORT);
        traceFlags = new ByteColumn(rows);
        severityText = new TextColumn(rows * SHORT);
        severityNumber = new ByteColumn(rows);
        service = new TextColumn(rows * SHORT);
        body = new TextColumn(rows * BODY);
        resourceSchema = new TextColumn(rows);
        resource = new MapColumn(rows, MAP);
        scopeSchema = new TextColumn(rows);
        scopeName = new TextColumn(rows * SHORT);
        scopeVersion = new TextColumn(rows * SHORT);
        scope = new MapColumn(rows, SHORT);
        attributes = new MapColumn(rows, MAP);
        eventName = new TextColumn(rows);
    }

    ColumnBatch batch() {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("Timestamp", timestamp);
        columns.put("TraceId", traceId);
        columns.put("SpanId", spanId);
        columns.put("TraceFlags", traceFlags);
        columns.put("SeverityText", severityText);
        columns.put("SeverityNumber", severityNumber);
        columns.put("ServiceName", service);
        columns.put("Body", body);
        columns.put("ResourceSchemaUrl", resourceSchema);
        columns.put("ResourceAttributes", resource);
        columns.put("ScopeSchemaUrl", scopeSchema);
        columns.put("ScopeName", scopeName);
        columns.put("ScopeVersion", scopeVersion);
        columns.put("ScopeAttributes", scope);
        columns.put("LogAttributes", attributes);
        columns.put("EventName", eventName);
        return new ColumnBatch(timestamp.values().size(), columns);
    }
}
