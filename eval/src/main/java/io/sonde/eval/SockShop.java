// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import io.sonde.diagnosis.rca.CallGraph;
import io.sonde.diagnosis.rca.FaultKind;
import io.sonde.diagnosis.rca.Frame;
import io.sonde.diagnosis.rca.Incident;
import io.sonde.diagnosis.rca.Metrics;
import io.sonde.diagnosis.rca.Points;
import io.sonde.diagnosis.rca.ResourceSeries;
import io.sonde.diagnosis.rca.Signals;
import io.sonde.diagnosis.rca.Symptom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The Sock Shop part of the RCD data set: processor and memory of each service, second by second. */
final class SockShop implements Dataset {
    /** As many rows of each side are read. */
    private static final int ROWS = 300;

    private static final long MILLIS = 1000;

    private final Path folder;
    private final Disturbance disturbance;

    SockShop(Path folder, Disturbance disturbance) {
        this.folder = folder;
        this.disturbance = disturbance;
    }

    @Override
    public List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (Path file : Folders.files(folder, "anomalous.csv")) {
            Path run = Folders.parent(file);
            String fault = Folders.parent(run).getFileName().toString();
            int cut = fault.lastIndexOf('-');
            String resource = fault.substring(cut + 1);
            String id = fault + "/" + run.getFileName();
            cases.add(new Case(
                    "sockshop", id, resource, new Case.Truth(fault.substring(0, cut), resource), () -> incident(run)));
            cases.add(new Case("sockshop", id + Case.CALM, "normal.csv, second half", null, () -> silence(run)));
        }
        return cases;
    }

    private Incident incident(Path run) {
        List<List<String>> normal = rows(run.resolve("normal.csv"));
        List<List<String>> anomalous = rows(run.resolve("anomalous.csv"));
        List<List<String>> before = normal.subList(1, normal.size());
        before = before.subList(Math.max(0, before.size() - ROWS), before.size());
        List<List<String>> during = anomalous.subList(1, Math.min(anomalous.size(), ROWS + 1));
        return incident(normal.getFirst(), before, during);
    }

    /** The second half of the normal rows offered as an incident after the first. */
    private Incident silence(Path run) {
        List<List<String>> normal = rows(run.resolve("normal.csv"));
        List<List<String>> rows = normal.subList(1, normal.size());
        return incident(
                normal.getFirst(), rows.subList(0, rows.size() / 2), rows.subList(rows.size() / 2, rows.size()));
    }

    private Incident incident(List<String> names, List<List<String>> before, List<List<String>> during) {
        List<List<String>> all = new ArrayList<>(before);
        all.addAll(during);
        List<ResourceSeries> series = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            String name = names.get(column).toLowerCase(Locale.ROOT);
            int cut = name.indexOf('_');
            FaultKind resource =
                    name.endsWith("_cpu") ? FaultKind.CPU : name.endsWith("_mem") ? FaultKind.MEMORY : null;
            if (resource != null) {
                series.add(new ResourceSeries(name.substring(0, cut), resource, points(all, column)));
            }
        }
        Instant alert = Instant.ofEpochMilli(before.size() * MILLIS).plus(disturbance.late());
        var frame = new Frame(alert, Instant.ofEpochMilli(all.size() * MILLIS));
        return new Incident(
                Symptom.UNKNOWN, frame, CallGraph.EMPTY, Signals.of(new Metrics(series, List.of(), List.of())));
    }

    /** One row a second; a hole holds the last value. */
    private Points points(List<List<String>> rows, int column) {
        long[] times = new long[rows.size()];
        double[] values = new double[times.length];
        double last = Double.NaN;
        for (int i = 0; i < times.length; i++) {
            double value = Tables.number(rows.get(i), column);
            last = Double.isNaN(value) ? last : value;
            times[i] = i * MILLIS;
            values[i] = disturbance.keeps(31L * column + 1009L * i) ? last : Double.NaN;
        }
        return Points.of(times, values);
    }

    private static List<List<String>> rows(Path file) {
        try {
            return Tables.rows(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
