// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import io.sonde.diagnosis.incident.Alert;
import io.sonde.diagnosis.rca.FaultKind;
import io.sonde.diagnosis.rca.LogLine;
import io.sonde.diagnosis.rca.ResourceSeries;
import io.sonde.diagnosis.rca.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What is watched by rules: processor, memory, how long requests take, and lines about errors, of each service. */
final class StormSeries {
    private static final long SLOT_MILLIS = 30_000;
    private static final Pattern TROUBLE = Pattern.compile("error|exception|fail|fatal", Pattern.CASE_INSENSITIVE);
    private static final double CPU_STEP = 5;
    private static final double MEMORY_STEP = 16e6;
    private static final double SECONDS_STEP = .01;
    private static final double LINES_STEP = 1;
    private static final int LEAST_REQUESTS = 3;

    private final Map<Alert.Fingerprint, TreeMap<Long, Double>> values = new HashMap<>();

    private StormSeries() {}

    static List<Alert> alerts(NezhaDay.Data data) {
        var series = new StormSeries();
        data.metrics().resources().forEach(series::add);
        series.addRequests(data.spans());
        series.addLines(data.logs());
        List<Alert> alerts = new ArrayList<>();
        series.values.forEach((fingerprint, points) -> {
            var rule = new AlertRule(step(fingerprint.rule()));
            points.forEach((millis, value) -> {
                if (rule.fires(value)) {
                    alerts.add(new Alert(fingerprint, Instant.ofEpochMilli(millis)));
                }
            });
        });
        alerts.sort(Comparator.comparing(Alert::at).thenComparing(Alert::fingerprint));
        return alerts;
    }

    private static double step(String rule) {
        return switch (rule) {
            case "processor" -> CPU_STEP;
            case "memory" -> MEMORY_STEP;
            case "duration" -> SECONDS_STEP;
            default -> LINES_STEP;
        };
    }

    private void add(ResourceSeries series) {
        String rule = series.resource() == FaultKind.CPU ? "processor" : "memory";
        Map<Long, Double> points = of(series.service(), rule);
        series.points().forEach(points::put);
    }

    /** How long nearly all requests took that came into a service, told when the half minute is over. */
    private void addRequests(List<Span> spans) {
        Map<List<Long>, String> services = new HashMap<>();
        spans.forEach(span -> services.put(List.of(span.trace(), span.id()), span.service()));
        Map<String, Map<Long, List<Double>>> seconds = new HashMap<>();
        for (Span span : spans) {
            if (!span.service().equals(services.get(List.of(span.trace(), span.parent())))) {
                seconds.computeIfAbsent(span.service(), service -> new TreeMap<>())
                        .computeIfAbsent(end(span.startMillis()), slot -> new ArrayList<>())
                        .add(span.timing().micros() / 1e6);
            }
        }
        seconds.forEach((service, slots) -> slots.forEach((end, all) -> {
            if (all.size() >= LEAST_REQUESTS) {
                all.sort(Comparator.naturalOrder());
                of(service, "duration").put(end, all.get((int) (.9 * (all.size() - 1))));
            }
        }));
    }

    /** Of a service that ever told an error: how many in each half minute in which anybody told anything. */
    private void addLines(List<LogLine> lines) {
        var told = new TreeSet<Long>();
        Map<String, Map<Long, Integer>> errors = new HashMap<>();
        for (LogLine line : lines) {
            long end = end(line.millis());
            told.add(end);
            if (TROUBLE.matcher(line.pattern()).find()) {
                errors.computeIfAbsent(line.service(), service -> new HashMap<>())
                        .merge(end, 1, Integer::sum);
            }
        }
        errors.forEach((service, counts) ->
                told.forEach(end -> of(service, "error lines").put(end, (double) counts.getOrDefault(end, 0))));
    }

    private static long end(long millis) {
        return (Math.floorDiv(millis, SLOT_MILLIS) + 1) * SLOT_MILLIS;
    }

    private Map<Long, Double> of(String service, String rule) {
        return values.computeIfAbsent(new Alert.Fingerprint(service, rule), first -> new TreeMap<>());
    }
}
