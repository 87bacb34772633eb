// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.server.query.Heatmap;
import io.sonde.server.query.Heatmap.Cell;
import io.sonde.server.query.TraceFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * How many spans began when and lasted how long; 121 columns and 64 rows at most.
 *
 * @param from start of the window
 * @param to end of the window, exclusive
 * @param stepSeconds width of a column
 * @param times starts of the columns
 * @param durations where the rows begin, in seconds, the shortest first: each is longer by half of a doubling. The first also has
 *     what is shorter, the last also what is longer.
 * @param count spans of the whole window
 * @param errors those of them that ended with an error
 * @param unanswered those to which no answer came
 * @param cells those that hold something
 */
@Answer
record HeatmapAnswer(
        Instant from,
        Instant to,
        double stepSeconds,
        List<Instant> times,
        List<Double> durations,
        long count,
        long errors,
        long unanswered,
        CellsAnswer cells) {
    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    /**
     * Cells of a heat map, column by column of this table: the first of each list belong together.
     *
     * @param time index of its column
     * @param duration index of its row
     * @param count spans in it
     * @param errors those of them that ended with an error
     * @param unanswered those to which no answer came
     */
    @Answer
    record CellsAnswer(
            List<Integer> time, List<Integer> duration, List<Long> count, List<Long> errors, List<Long> unanswered) {
        static CellsAnswer of(List<Cell> cells) {
            return new CellsAnswer(
                    cells.stream().map(Cell::step).toList(),
                    cells.stream().map(Cell::row).toList(),
                    cells.stream().map(Cell::count).toList(),
                    cells.stream().map(Cell::errors).toList(),
                    cells.stream().map(Cell::unanswered).toList());
        }
    }

    static HeatmapAnswer of(TraceFilter filter, Heatmap map) {
        List<Instant> times = new ArrayList<>();
        for (Instant time = map.from(); time.isBefore(map.to()); time = time.plusNanos(map.stepNanos())) {
            times.add(time);
        }
        return new HeatmapAnswer(
                filter.from(),
                filter.to(),
                map.stepNanos() / NANOS,
                times,
                IntStream.range(0, Heatmap.ROWS).mapToObj(Heatmap::seconds).toList(),
                sum(map, Cell::count),
                sum(map, Cell::errors),
                sum(map, Cell::unanswered),
                CellsAnswer.of(map.cells()));
    }

    private static long sum(Heatmap map, ToLongFunction<Cell> number) {
        return map.cells().stream().mapToLong(number).sum();
    }
}
