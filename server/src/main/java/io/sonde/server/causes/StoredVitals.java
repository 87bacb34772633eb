// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.causes;

import io.sonde.diagnosis.rca.LogMask;
import io.sonde.diagnosis.rca.Sight;
import io.sonde.diagnosis.rca.Span;
import io.sonde.diagnosis.rca.Vitals;
import io.sonde.diagnosis.world.Course;
import io.sonde.diagnosis.world.Window;
import io.sonde.server.query.ErrorLinesQuery;
import io.sonde.server.query.ToldQuery;
import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What applications and collectors told of a time, as far as the store has it; each query has a limit of rows and of time. */
@Singleton
final class StoredVitals {
    private final ToldQuery told;
    private final ErrorLinesQuery lines;
    private final StoredSpans storedSpans;

    StoredVitals(ToldQuery told, ErrorLinesQuery lines, StoredSpans storedSpans) {
        this.told = told;
        this.lines = lines;
        this.storedSpans = storedSpans;
    }

    /**
     * @param spans rising by start
     * @param notSeen what could not be looked at, in sentences
     */
    record Reading(Vitals vitals, List<Span> spans, List<String> notSeen) {}

    private record Line(String service, String pattern) {}

    Reading of(Course course) {
        Window window = course.steps().window();
        List<String> notSeen = new ArrayList<>();
        try {
            ToldQuery.Found found = told.series(window, Signs.METRICS);
            if (!found.isWhole()) {
                notSeen.add(
                        "Applications tell more of memory, garbage and pools than is read at once: a part is left out.");
            }
            var names = new ServiceNames(course, found.series());
            Signs signs = Signs.of(found.series(), names, course);
            Set<Sight> seen = EnumSet.noneOf(Sight.class);
            seen.addAll(signs.seen());
            List<Vitals.ErrorLine> errorLines = errorLines(course, names, seen, notSeen);
            List<Span> spans = storedSpans.of(course, names, seen, notSeen);
            var vitals = new Vitals(signs.series(), List.of(), Set.of(), errorLines, List.of(), Set.copyOf(seen));
            return new Reading(vitals, spans, notSeen);
        } catch (StoreException e) {
            return new Reading(
                    Vitals.NONE,
                    List.of(),
                    List.of("What applications told could not be read, because the store did not answer."));
        }
    }

    private List<Vitals.ErrorLine> errorLines(Course course, ServiceNames names, Set<Sight> seen, List<String> notSeen)
            throws StoreException {
        Window window = course.steps().window();
        long bucket = ToldQuery.bucketMillis(window);
        ErrorLinesQuery.Found found = lines.lines(window, bucket);
        if (!found.isWhole()) {
            notSeen.add("There are more kinds of lines about errors than can be compared: none is looked at.");
            return List.of();
        }
        if (found.isAny()) {
            seen.add(Sight.LOG_LINES);
        }
        Map<Line, SortedMap<Long, Double>> counts = new HashMap<>();
        found.counts().forEach((line, told) -> {
            String service = names.id(line.service());
            if (service != null) {
                SortedMap<Long, Double> sum = counts.computeIfAbsent(
                        new Line(service, LogMask.of(line.pattern())), _ -> silent(course, window, bucket));
                told.forEach((millis, times) -> sum.computeIfPresent(millis, (_, before) -> before + times));
            }
        });
        List<Vitals.ErrorLine> errorLines = new ArrayList<>();
        counts.forEach(
                (line, sum) -> errorLines.add(new Vitals.ErrorLine(line.service, line.pattern, Signs.points(sum))));
        return errorLines;
    }

    /** Nothing in every bucket in which anything was measured. */
    private static SortedMap<Long, Double> silent(Course course, Window window, long bucketMillis) {
        SortedMap<Long, Double> silent = new TreeMap<>();
        for (long at = window.fromMillis(); at < window.toMillis(); at += bucketMillis) {
            if (course.isMeasured(course.steps().at(at))) {
                silent.put(at, 0.0);
            }
        }
        return silent;
    }
}
