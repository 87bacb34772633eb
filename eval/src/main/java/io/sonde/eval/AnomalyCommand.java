// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.sonde.diagnosis.anomaly.AnomalyDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code sonde-eval anomaly nab}: one detector per series, one configuration for all, one fixed threshold. */
final class AnomalyCommand {
    private static final double NANOS_PER_MICRO = 1e3;

    private AnomalyCommand() {}

    static void run(List<String> args) throws IOException {
        boolean json = args.size() == 4 && args.get(2).equals("--json");
        if (!(json || args.size() == 2) || !args.getFirst().equals("nab")) {
            throw new UsageException("anomaly needs nab and its folder");
        }
        Path labels =
                Folders.files(Path.of(args.get(1)), "combined_windows.json").getFirst();
        Path data = Folders.parent(Folders.parent(labels)).resolve("data");
        var answers = new JsonObject();
        long points = 0;
        long nanos = 0;
        for (Path file : Folders.ending(data, ".csv")) {
            List<List<String>> rows = Tables.rows(file);
            long began = System.nanoTime();
            List<String> detections = detections(rows.subList(1, rows.size()));
            nanos += System.nanoTime() - began;
            points += rows.size() - 1;
            String name = data.relativize(file).toString();
            answers.add(name, answer(detections));
            System.out.printf(Locale.ROOT, "%-60s %6d points %4d alarms%n", name, rows.size() - 1, detections.size());
        }
        System.out.printf(Locale.ROOT, "%.1f microseconds per point%n", nanos / NANOS_PER_MICRO / points);
        if (json) {
            Files.writeString(
                    Path.of(args.get(3)),
                    new GsonBuilder().setPrettyPrinting().create().toJson(answers));
        }
    }

    private static List<String> detections(List<List<String>> rows) {
        var detector = new AnomalyDetector();
        List<String> detections = new ArrayList<>();
        for (List<String> row : rows) {
            if (detector.observe(Double.parseDouble(row.get(1))).isPresent()) {
                detections.add(row.getFirst());
            }
        }
        return detections;
    }

    private static JsonObject answer(List<String> detections) {
        var times = new JsonArray();
        detections.forEach(times::add);
        var answer = new JsonObject();
        answer.add("detections", times);
        return answer;
    }
}
