// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.sonde.diagnosis.rca.Call;
import io.sonde.diagnosis.rca.CallGraph;
import io.sonde.diagnosis.rca.FaultKind;
import io.sonde.diagnosis.rca.Frame;
import io.sonde.diagnosis.rca.Incident;
import io.sonde.diagnosis.rca.Metrics;
import io.sonde.diagnosis.rca.Signals;
import io.sonde.diagnosis.rca.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The PetShop data set: a shop on AWS, five-minute metrics per node, and the call graph. */
final class PetShop implements Dataset {
    /** An issue is five rows; the third is the one that raised the alert. */
    private static final int ISSUE_ROWS = 5;

    private static final int ALERT_ROW = 2;

    private final Path folder;
    private final Disturbance disturbance;

    PetShop(Path folder, Disturbance disturbance) {
        this.folder = folder;
        this.disturbance = disturbance;
    }

    @Override
    public List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (Path graph : Folders.files(folder, "graph.csv")) {
            Path scenario = Folders.parent(graph);
            if (Files.exists(scenario.resolve("noissue/metrics.csv"))) {
                cases.addAll(scenario(scenario));
            }
        }
        return cases;
    }

    private List<Case> scenario(Path scenario) throws IOException {
        CallGraph calls = calls(scenario.resolve("graph.csv"));
        var normal = PetShopTable.read(scenario.resolve("noissue/metrics.csv"));
        String name = scenario.getFileName().toString();
        List<Case> cases = new ArrayList<>();
        Map<String, Symptom> symptoms = new TreeMap<>();
        for (Path file : Folders.files(scenario, "target.json")) {
            JsonObject target = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            Symptom symptom = symptom(target.getAsJsonObject("target"));
            String metric = target.getAsJsonObject("target").get("metric").getAsString();
            symptoms.put(metric, symptom);
            String cause = target.getAsJsonObject("root_cause").get("node").getAsString();
            Path issue = Folders.parent(file);
            var rows = PetShopTable.read(issue.resolve("metrics.csv"));
            cases.add(new Case(
                    "petshop",
                    name + "/" + scenario.relativize(issue),
                    name + " " + metric,
                    new Case.Truth(cause, null),
                    () -> incident(symptom, calls, normal, rows)));
        }
        symptoms.forEach((metric, symptom) -> cases.addAll(silences(name, metric, symptom, calls, normal)));
        return cases;
    }

    /** Windows of normal rows offered as incidents: as many rows as an issue has, and as published, all rows to the end. */
    private List<Case> silences(String scenario, String metric, Symptom symptom, CallGraph calls, PetShopTable normal) {
        int rows = normal.rows();
        List<Case> cases = new ArrayList<>();
        for (int split = rows / 2; split < rows - 3; split += (int) (rows * .1)) {
            cases.add(silence(scenario, "noissue", metric, split, new Window(symptom, calls, normal, rows)));
        }
        for (int split = rows / 2; split < rows - 4; split += ISSUE_ROWS) {
            cases.add(silence(
                    scenario, "noissue5", metric, split, new Window(symptom, calls, normal, split + ISSUE_ROWS)));
        }
        return cases;
    }

    private record Window(Symptom symptom, CallGraph calls, PetShopTable normal, int end) {}

    private Case silence(String scenario, String family, String metric, int split, Window window) {
        return new Case(
                "petshop",
                scenario + "/" + family + "/" + metric + "/" + split,
                scenario + " " + family + " " + metric,
                null,
                () -> incident(
                        window.symptom,
                        window.calls,
                        window.normal.slice(0, split),
                        window.normal.slice(split, window.end)));
    }

    private Incident incident(Symptom symptom, CallGraph calls, PetShopTable normal, PetShopTable issue) {
        Instant alert = Instant.ofEpochMilli(issue.millis(Math.min(ALERT_ROW, issue.rows() - 1)))
                .plus(disturbance.late());
        Instant end = Instant.ofEpochMilli(issue.millis(issue.rows() - 1) + PetShopTable.ROW_MILLIS);
        var frame = new Frame(alert, end);
        return new Incident(
                symptom,
                frame,
                calls,
                Signals.of(new Metrics(List.of(), PetShopTable.joined(normal, issue, disturbance), List.of())));
    }

    private static Symptom symptom(JsonObject target) {
        boolean latency = target.get("metric").getAsString().equals("latency");
        return new Symptom(target.get("node").getAsString(), latency ? FaultKind.LATENCY : FaultKind.ERRORS);
    }

    private static CallGraph calls(Path file) throws IOException {
        List<List<String>> rows = Tables.rows(file);
        List<String> names = rows.getFirst();
        List<Call> calls = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            Stream.iterate(1, column -> column < row.size(), column -> column + 1)
                    .filter(column -> Double.parseDouble(row.get(column)) > 0)
                    .forEach(column -> calls.add(new Call(row.getFirst(), names.get(column))));
        }
        return CallGraph.of(calls);
    }
}
