// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * The longest span of each short time, by protocol: what a chart of durations leads to. Read from the spans themselves and not from
 * the exemplars of histograms, so that every dot has a trace that is kept, whoever recorded it.
 */
@Singleton
public final class SlowestQuery {
    /** More dots than this hide each other and the line. */
    private static final int STEPS = 40;

    /** A service speaks a few protocols; what senders call theirs has no end. */
    private static final int MOST = 10 * STEPS;

    private final RowQuery rows;

    SlowestQuery(RowQuery rows) {
        this.rows = rows;
    }

    /** In the order of time. */
    public List<SlowestSpan> slowest(TraceFilter filter) throws StoreException {
        var condition = new TraceCondition(filter);
        long from = TraceCondition.nanos(filter.from());
        condition.parameters().put("first", from);
        condition.parameters().put("step", Math.max(1, Math.ceilDiv(TraceCondition.nanos(filter.to()) - from, (long)
                STEPS)));
        List<SlowestSpan> spans = new ArrayList<>();
        rows.forEach(
                sql(condition),
                condition.parameters(),
                row -> spans.add(new SlowestSpan(row.getString("trace"), SpanHeads.head(row))));
        return spans;
    }

    private static String sql(TraceCondition condition) {
        TraceCondition.Source source = condition.source();
        return """
                SELECT * FROM (
                  SELECT %1$s
                  FROM %2$s
                  WHERE %3$s
                  ORDER BY duration DESC, nanos, span
                  LIMIT 1 BY Protocol, intDiv(nanos - {first:Int64}, {step:Int64})
                  LIMIT %4$d)
                ORDER BY nanos, span
                """.formatted(SpanHeads.columns(source), source.table, condition.where(), MOST);
    }
}
