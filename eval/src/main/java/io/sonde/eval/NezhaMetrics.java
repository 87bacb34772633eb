// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import io.sonde.diagnosis.rca.Call;
import io.sonde.diagnosis.rca.CallGraph;
import io.sonde.diagnosis.rca.EdgeSeries;
import io.sonde.diagnosis.rca.FaultKind;
import io.sonde.diagnosis.rca.Metrics;
import io.sonde.diagnosis.rca.Points;
import io.sonde.diagnosis.rca.ResourceSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Reads a day's metrics: a file per pod, one row a minute; and latencies of each edge, as both ends see them. */
final class NezhaMetrics {
    private static final String POD_FILE = "_metric.csv";
    private static final double MEBIBYTE = 1 << 20;

    /** Times are text: the numbers beside them are off by years or hours. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private static final int TIME_CHARS = 19;

    private final Path folder;
    private final Disturbance disturbance;

    NezhaMetrics(Path folder, Disturbance disturbance) {
        this.folder = folder;
        this.disturbance = disturbance;
    }

    Metrics read() throws IOException {
        List<ResourceSeries> resources = new ArrayList<>();
        for (Path file : Folders.ending(folder, POD_FILE)) {
            String name = file.getFileName().toString();
            String service = NezhaDay.service(name.substring(0, name.length() - POD_FILE.length()));
            List<List<String>> rows = Tables.rows(file);
            List<String> names = rows.getFirst();
            resources.add(
                    new ResourceSeries(service, FaultKind.CPU, points(rows, 0, names.indexOf("CpuUsageRate(%)"), 1)));
            resources.add(new ResourceSeries(
                    service, FaultKind.MEMORY, points(rows, 0, names.indexOf("MemoryUsage(Mi)"), MEBIBYTE)));
        }
        return new Metrics(resources, List.of(), edges());
    }

    CallGraph calls() throws IOException {
        Path file = folder.resolve("dependency.csv");
        if (!Files.exists(file)) {
            return CallGraph.EMPTY;
        }
        List<List<String>> rows = Tables.rows(file);
        return CallGraph.of(rows.subList(1, rows.size()).stream()
                .map(row -> new Call(row.get(0), row.get(1)))
                .toList());
    }

    /** Rows of both files belong together by number: their times differ by moments. */
    private List<EdgeSeries> edges() throws IOException {
        Path source = folder.resolve("source_50.csv");
        Path target = folder.resolve("destination_50.csv");
        if (!Files.exists(source) || !Files.exists(target)) {
            return List.of();
        }
        List<List<String>> waited = Tables.rows(source);
        List<List<String>> worked = new ArrayList<>(Tables.rows(target));
        int rows = Math.min(waited.size(), worked.size());
        waited = waited.subList(0, rows);
        List<EdgeSeries> edges = new ArrayList<>();
        for (int column = 2; column < waited.getFirst().size(); column++) {
            String name = waited.getFirst().get(column);
            String[] ends = name.split("_");
            Points seconds = points(waited, 0, column, 1);
            edges.add(new EdgeSeries(
                    new Call(ends[0], ends[1]),
                    active(waited, column),
                    seconds,
                    moved(worked.subList(0, rows), worked.getFirst().indexOf(name), waited)));
        }
        return edges;
    }

    private Points moved(List<List<String>> rows, int column, List<List<String>> clock) {
        List<List<String>> joined = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            joined.add(List.of(
                    clock.get(i).getFirst(),
                    column < 0 || column >= rows.get(i).size()
                            ? ""
                            : rows.get(i).get(column)));
        }
        return points(joined, 0, 1, 1);
    }

    private static Points active(List<List<String>> rows, int column) {
        double[] values = rows.stream()
                .skip(1)
                .mapToDouble(row -> Double.isNaN(Tables.number(row, column)) ? 0 : 1)
                .toArray();
        return Points.of(
                rows.stream().skip(1).mapToLong(row -> millis(row.getFirst())).toArray(), values);
    }

    private Points points(List<List<String>> rows, int clock, int column, double unit) {
        if (column < 0) {
            return Points.NONE;
        }
        var values = new TreeMap<Long, Double>();
        for (List<String> row : rows.subList(1, rows.size())) {
            long time = millis(row.get(clock));
            if (disturbance.keeps(time * 31
                    + Arrays.hashCode(new int[] {column, rows.getFirst().hashCode()}))) {
                values.put(time, Tables.number(row, column) * unit);
            }
        }
        return Points.of(
                values.keySet().stream().mapToLong(time -> time).toArray(),
                values.values().stream().mapToDouble(value -> value).toArray());
    }

    private static long millis(String text) {
        return LocalDateTime.parse(text.substring(0, TIME_CHARS), TIME)
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }
}
