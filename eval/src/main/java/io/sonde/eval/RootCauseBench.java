// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.sonde.diagnosis.rca.Call;
import io.sonde.diagnosis.rca.CallGraph;
import io.sonde.diagnosis.rca.Changes;
import io.sonde.diagnosis.rca.Frame;
import io.sonde.diagnosis.rca.Incident;
import io.sonde.diagnosis.rca.Metrics;
import io.sonde.diagnosis.rca.Points;
import io.sonde.diagnosis.rca.Signals;
import io.sonde.diagnosis.rca.Symptom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The RootCauseBench data set: frozen incidents with everything that was changed around them. */
final class RootCauseBench implements Dataset {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Set<String> SEVERE = Set.of("WARN", "ERROR", "FATAL", "CRITICAL");

    private final Path folder;
    private final Disturbance disturbance;

    RootCauseBench(Path folder, Disturbance disturbance) {
        this.folder = folder;
        this.disturbance = disturbance;
    }

    @Override
    public List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (Path alert : Folders.files(folder, "environment/data/alert.json")) {
            Path data = Folders.parent(alert);
            Path incident = Folders.parent(Folders.parent(data));
            JsonObject truth = object(incident.resolve("tests/ground_truth.json"));
            String commit = truth.get("root_cause_commit").getAsString();
            List<String> decoys = list(truth.getAsJsonArray("decoy_deploy_commits"));
            cases.add(new Case(
                    "rootcausebench",
                    incident.getFileName().toString(),
                    commit.equals("none") ? "no change" : "a change",
                    new Case.Truth(truth.get("first_failing_service").getAsString(), null, commit, decoys),
                    () -> read(data)));
        }
        return cases;
    }

    private Incident read(Path data) {
        try {
            JsonObject alert = object(data.resolve("alert.json"));
            Instant fired = Instant.parse(alert.get("fired_at").getAsString()).plus(disturbance.late());
            var changes = new Changes(
                    alert.get("summary").getAsString() + " ; "
                            + alert.get("metric").getAsString(),
                    commits(array(data.resolve("context/commits.json"))),
                    rollouts(array(data.resolve("context/deploys.json"))),
                    complaints(data, fired),
                    series(data.resolve("metrics.csv")));
            return new Incident(
                    new Symptom(alert.get("service").getAsString(), null),
                    new Frame(fired, fired.plus(WINDOW)),
                    calls(array(data.resolve("traces.json"))),
                    new Signals(Metrics.NONE, List.of(), List.of(), changes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Changes.Commit> commits(JsonArray all) {
        return objects(all)
                .map(commit -> new Changes.Commit(
                        commit.get("sha").getAsString(),
                        Instant.parse(commit.get("timestamp").getAsString()),
                        text(commit, "message"),
                        commit.has("files_changed") ? list(commit.getAsJsonArray("files_changed")) : List.of(),
                        text(commit, "diff")))
                .toList();
    }

    private static List<Changes.Rollout> rollouts(JsonArray all) {
        return objects(all)
                .map(deploy -> new Changes.Rollout(
                        deploy.get("commit_sha").getAsString(),
                        deploy.get("service").getAsString(),
                        Instant.parse(deploy.get("timestamp").getAsString())))
                .toList();
    }

    /** Patterns of lines say no time of their own: they stand for the time of the alert. */
    private static List<Changes.Complaint> complaints(Path data, Instant fired) throws IOException {
        List<Changes.Complaint> complaints = new ArrayList<>();
        objects(array(data.resolve("patterns.json")))
                .filter(pattern -> text(pattern, "sentiment").equals("negative"))
                .forEach(pattern -> complaints.add(
                        new Changes.Complaint(text(pattern, "service"), text(pattern, "signature"), fired)));
        for (String line : Files.readAllLines(data.resolve("logs.ndjson"))) {
            JsonObject log = line.isBlank()
                    ? new JsonObject()
                    : JsonParser.parseString(line).getAsJsonObject();
            Instant at = log.has("timestamp") ? Instant.parse(text(log, "timestamp")) : Instant.MAX;
            if (SEVERE.contains(text(log, "severity_text")) && !at.isAfter(fired.plus(WINDOW))) {
                complaints.add(new Changes.Complaint(text(log, "service"), text(log, "msg"), at));
            }
        }
        return complaints;
    }

    private List<Changes.NamedSeries> series(Path file) throws IOException {
        Map<List<String>, TreeMap<Long, Double>> all = new HashMap<>();
        List<List<String>> rows = Tables.rows(file);
        for (List<String> row : rows.subList(1, rows.size())) {
            long time = Instant.parse(row.get(0)).toEpochMilli();
            if (disturbance.keeps(time * 31 + row.get(2).hashCode())) {
                all.computeIfAbsent(row.subList(1, 3), key -> new TreeMap<>()).put(time, Tables.number(row, 3));
            }
        }
        List<Changes.NamedSeries> series = new ArrayList<>();
        all.forEach((key, points) -> series.add(new Changes.NamedSeries(
                key.get(0),
                key.get(1),
                Points.of(
                        points.keySet().stream().mapToLong(time -> time).toArray(),
                        points.values().stream().mapToDouble(value -> value).toArray()))));
        return series;
    }

    private static CallGraph calls(JsonArray spans) {
        Map<String, String> services = new HashMap<>();
        objects(spans).forEach(span -> services.put(text(span, "span_id"), text(span, "service")));
        return CallGraph.of(objects(spans)
                .filter(span -> services.containsKey(text(span, "parent_id")))
                .map(span -> new Call(services.getOrDefault(text(span, "parent_id"), ""), text(span, "service")))
                .toList());
    }

    private static Stream<JsonObject> objects(JsonArray all) {
        return StreamSupport.stream(all.spliterator(), false).map(JsonElement::getAsJsonObject);
    }

    private static String text(JsonObject object, String name) {
        return object.has(name) && object.get(name).isJsonPrimitive()
                ? object.get(name).getAsString()
                : "";
    }

    private static List<String> list(JsonArray all) {
        return StreamSupport.stream(all.spliterator(), false)
                .map(JsonElement::getAsString)
                .toList();
    }

    private static JsonObject object(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    private static JsonArray array(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonArray();
    }
}
