// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import io.sonde.server.query.Heatmap.Cell;
import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts spans by when they began and how long they took. */
@Singleton
public final class HeatmapQuery {
    /** As many columns as a screen has room for. */
    private static final int STEPS = 120;

    /** Widths that people count in; from a day on, so many whole days as it takes. */
    private static final List<Duration> STEP_LENGTHS = List.of(
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1));

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** The table of counts has the same. */
    private static final String ROW =
            "toInt32(least(%d, floor(2 * log2(greatest(1, Duration / 1000)))))".formatted(Heatmap.ROWS - 1);

    private final RowQuery rows;

    HeatmapQuery(RowQuery rows) {
        this.rows = rows;
    }

    public Heatmap heatmap(TraceFilter filter) throws StoreException {
        var condition = new TraceCondition(filter);
        long from = TraceCondition.nanos(filter.from());
        long to = TraceCondition.nanos(filter.to());
        long step = stepNanos(to - from);
        long first = Math.floorDiv(from, step) * step;
        condition.parameters().put("first", first);
        condition.parameters().put("step", step);
        List<Cell> cells = new ArrayList<>();
        rows.forEach(
                step >= SECOND && filter.isOfAll() ? sqlOfSeconds(condition, from, to) : sql(condition),
                condition.parameters(),
                row -> cells.add(new Cell(
                        row.getInteger("step"),
                        row.getInteger("row"),
                        row.getLong("count"),
                        row.getLong("errors"),
                        row.getLong("unanswered"))));
        return new Heatmap(TraceCondition.instant(first), filter.to(), step, cells);
    }

    private static long stepNanos(long nanos) {
        for (Duration length : STEP_LENGTHS) {
            if (nanos <= length.toNanos() * STEPS) {
                return length.toNanos();
            }
        }
        long day = Duration.ofDays(1).toNanos();
        return Math.ceilDiv(nanos, day * STEPS) * day;
    }

    /** Whole seconds are counted already; of those that the window cuts, the spans are counted one by one. */
    private static String sqlOfSeconds(TraceCondition condition, long from, long to) {
        long wholeFrom = Math.ceilDiv(from, SECOND);
        long wholeTo = Math.floorDiv(to, SECOND);
        String cut = "(Timestamp < toDateTime64(%1$d, 9, 'UTC') OR Timestamp >= toDateTime64(%2$d, 9, 'UTC'))"
                .formatted(wholeFrom, wholeTo);
        return """
            SELECT step, row, toInt64(sum(spans)) AS count, toInt64(sumIf(spans, outcome = 'error')) AS errors,
              toInt64(sumIf(spans, outcome = 'unanswered')) AS unanswered
            FROM (
              SELECT toInt32(intDiv(toInt64(toUnixTimestamp(Second)) * %1$d - {first:Int64}, {step:Int64})) AS step,
                toInt32(Row) AS row, Outcome AS outcome, Spans AS spans
              FROM trace_durations
              WHERE Second >= toDateTime(%2$d, 'UTC') AND Second < toDateTime(%3$d, 'UTC')%4$s
              UNION ALL
              SELECT %5$s AS step, %6$s AS row, Outcome AS outcome, toUInt64(1) AS spans
              FROM otel_traces
              WHERE %7$s AND %8$s)
            GROUP BY step, row
            ORDER BY step, row
            """.formatted(
                SECOND, wholeFrom, wholeTo, condition.ofCounted(), stepOf("Timestamp"), ROW, condition.where(), cut);
    }

    private static String stepOf(String time) {
        return "toInt32(intDiv(toUnixTimestamp64Nano(%s) - {first:Int64}, {step:Int64}))".formatted(time);
    }

    private static String sql(TraceCondition condition) {
        TraceCondition.Source source = condition.source();
        return """
            SELECT %2$s AS step, %3$s AS row,
              toInt64(count()) AS count, toInt64(countIf(Outcome = 'error')) AS errors,
              toInt64(countIf(Outcome = 'unanswered')) AS unanswered
            FROM %1$s
            WHERE %4$s
            GROUP BY step, row
            ORDER BY step, row
            """.formatted(source.table, stepOf(source.time), ROW, condition.where());
    }
}
