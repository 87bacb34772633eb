// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import io.sonde.diagnosis.rca.Points;
import io.sonde.diagnosis.rca.RequestSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Rows of a metrics file: a column per node, metric and statistic, named in three header lines. */
final class PetShopTable {
    private static final int HEADER_LINES = 3;
    private static final double MILLIS_PER_SECOND = 1000;
    private static final double PERCENT = 100;
    static final long ROW_MILLIS = 300_000;

    private static final double[] NOTHING = {};

    private record Column(String node, String metric, String statistic) {}

    private final long[] millis;
    private final Map<Column, double[]> columns;
    private final int from;
    private final int to;

    private PetShopTable(long[] millis, Map<Column, double[]> columns, int from, int to) {
        this.millis = millis;
        this.columns = columns;
        this.from = from;
        this.to = to;
    }

    static PetShopTable read(Path file) throws IOException {
        List<List<String>> lines = Tables.rows(file);
        List<List<String>> rows = lines.subList(HEADER_LINES, lines.size()).stream()
                .filter(row -> Character.isDigit(
                        row.getFirst().isEmpty() ? ' ' : row.getFirst().charAt(0)))
                .toList();
        long[] millis = rows.stream()
                .mapToLong(row -> (long) (Double.parseDouble(row.getFirst()) * MILLIS_PER_SECOND))
                .toArray();
        Map<Column, double[]> columns = new HashMap<>();
        for (int i = 1; i < lines.getFirst().size(); i++) {
            int column = i;
            columns.put(
                    new Column(
                            lines.get(0).get(i),
                            lines.get(1).get(i),
                            lines.get(2).get(i)),
                    rows.stream().mapToDouble(row -> Tables.number(row, column)).toArray());
        }
        return new PetShopTable(millis, columns, 0, millis.length);
    }

    int rows() {
        return to - from;
    }

    long millis(int row) {
        return millis[from + row];
    }

    PetShopTable slice(int first, int end) {
        return new PetShopTable(millis, columns, from + first, from + end);
    }

    /**
     * The requests of every node, normal rows first. They were recorded four months after the incidents: they are moved to end
     * right before this one. A row stands for five minutes from its time on, and is put in the middle of them.
     */
    static List<RequestSeries> joined(PetShopTable normal, PetShopTable issue, Disturbance disturbance) {
        Set<String> nodes = new TreeSet<>();
        normal.columns.keySet().forEach(column -> nodes.add(column.node));
        issue.columns.keySet().forEach(column -> nodes.add(column.node));
        List<RequestSeries> series = new ArrayList<>();
        for (String node : nodes) {
            Join join = new Join(normal, issue, disturbance);
            series.add(new RequestSeries(
                    node,
                    join.points(new Column(node, "requests", "Sum"), 0, 1),
                    join.points(new Column(node, "latency", "Average"), 0, 1),
                    join.points(new Column(node, "availability", "Average"), PERCENT, -1 / PERCENT)));
        }
        return series;
    }

    private record Join(PetShopTable normal, PetShopTable issue, Disturbance disturbance) {
        private long move() {
            return issue.millis(0) - ROW_MILLIS - normal.millis(normal.rows() - 1);
        }

        /** Values are turned into (value - zero) times factor. */
        Points points(Column column, double zero, double factor) {
            long[] times = new long[normal.rows() + issue.rows()];
            double[] values = new double[times.length];
            for (int i = 0; i < times.length; i++) {
                PetShopTable table = i < normal.rows() ? normal : issue;
                int row = i < normal.rows() ? i : i - normal.rows();
                double[] all = table.columns.getOrDefault(column, NOTHING);
                times[i] = table.millis(row) + ROW_MILLIS / 2 + (table == normal ? move() : 0);
                boolean known = all.length > 0 && disturbance.keeps(31L * column.hashCode() + times[i]);
                values[i] = known ? (all[table.from + row] - zero) * factor : Double.NaN;
            }
            return Points.of(times, values);
        }
    }
}
