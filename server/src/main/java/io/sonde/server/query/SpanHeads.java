// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;

/** Columns of spans in a line, from either table, and how a row of them is read. */
final class SpanHeads {
    private SpanHeads() {}

    static String columns(TraceCondition.Source source) {
        return """
                %1$s AS trace, toUnixTimestamp64Nano(%2$s) AS nanos, lower(hex(%3$s)) AS span, Service, %4$s AS name,
                  %5$s AS kind, Protocol, Outcome, ByAgent, toInt64(least(Duration, 9000000000000000000)) AS duration""".formatted(source.trace, source.time, source.span, source.name, source.kind);
    }

    static SpanHead head(ClickHouseBinaryFormatReader row) {
        return new SpanHead(
                row.getString("span"),
                row.getString("Service"),
                row.getString("name"),
                row.getString("kind"),
                row.getString("Protocol"),
                row.getString("Outcome"),
                row.getBoolean("ByAgent"),
                TraceCondition.instant(row.getLong("nanos")),
                row.getLong("duration"));
    }
}
