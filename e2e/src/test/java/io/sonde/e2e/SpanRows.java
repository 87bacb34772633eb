// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import java.util.List;

/** The spans in the store of a server. */
final class SpanRows {
    private static final String COLUMNS =
            "ServiceName, TraceId, SpanId, ParentSpanId, SpanName, SpanKind, Duration, StatusCode,"
                    + " SpanAttributes['sonde.trace.origin'], SpanAttributes['db.query.text'], ResourceAttributes['host.name'],"
                    + " SpanAttributes['sonde.network.namespace'], SpanAttributes['network.peer.address']";

    /** A row of the store. */
    record Row(
            String service,
            String trace,
            String span,
            String parent,
            String name,
            String kind,
            long nanos,
            String status,
            String origin,
            String text,
            String host,
            String namespace,
            String peer) {
        private static Row of(String line) {
            String[] field = line.split("\t", -1);
            return new Row(
                    field[0],
                    field[1],
                    field[2],
                    field[3],
                    field[4],
                    field[5],
                    Long.parseLong(field[6]),
                    field[7],
                    field[8],
                    field[9],
                    field[10],
                    field[11],
                    field[12]);
        }
    }

    private SpanRows() {}

    static List<Row> in(Engine engine) {
        return engine.ask("SELECT " + COLUMNS + " FROM otel_traces FORMAT TSV")
                .lines()
                .map(Row::of)
                .toList();
    }
}
