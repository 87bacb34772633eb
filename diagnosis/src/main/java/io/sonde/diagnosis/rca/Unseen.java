// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import io.sonde.diagnosis.world.Course;
import io.sonde.diagnosis.world.EdgeCourse.Figure;
import io.sonde.diagnosis.world.HostCourse;
import io.sonde.diagnosis.world.ServiceCourse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What could not be looked at: an answer is worth as much as what was seen. */
final class Unseen {
    /** With less past it is not known what is usual. */
    private static final double ENOUGH_PAST_SECONDS = 600;

    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MOST_NAMED = 5;

    private Unseen() {}

    static List<String> in(Scene scene, Set<Sight> seen) {
        List<String> sentences = new ArrayList<>();
        past(scene, sentences);
        gaps(scene, sentences);
        requests(scene, sentences);
        outside(scene, sentences);
        long dropped = scene.course().dropped();
        if (dropped > 0) {
            sentences.add(dropped + " values were left out, because there are more series than the limit allows.");
        }
        String missing = Stream.of(Sight.values())
                .filter(sight -> !seen.contains(sight))
                .map(Sight::text)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            sentences.add("Nobody told anything of " + missing + ".");
        }
        return sentences;
    }

    private static void past(Scene scene, List<String> sentences) {
        double seconds = scene.seconds(scene.before());
        if (scene.before().length == 0) {
            sentences.add("Nothing was measured before this time: what is usual is not known.");
        } else if (seconds < ENOUGH_PAST_SECONDS) {
            sentences.add(Sentence.of(
                    "Only %s of past were measured: what is usual is known badly.",
                    seconds < 2 * SECONDS_PER_MINUTE
                            ? Math.round(seconds) + " s"
                            : (long) seconds / SECONDS_PER_MINUTE + " minutes"));
        }
    }

    private static void gaps(Scene scene, List<String> sentences) {
        Course course = scene.course();
        int trouble = course.steps().at(course.steps().troubleMillis());
        // The last step may still be on its way.
        long unmeasured = IntStream.range(trouble, course.steps().count() - 1)
                .filter(step -> !course.isMeasured(step))
                .count();
        if (unmeasured > 0) {
            sentences.add("Nothing was measured in " + unmeasured + " of "
                    + (course.steps().count() - trouble) + " steps of this time.");
        }
        for (HostCourse host : course.hosts().values()) {
            boolean before = IntStream.of(scene.before()).anyMatch(step -> host.measuredNanos(step) > 0);
            boolean during = IntStream.of(scene.during()).anyMatch(step -> host.measuredNanos(step) > 0);
            if (before && !during && scene.during().length > 0) {
                sentences.add("Node " + host.name() + " was measured before, and not in this time.");
            }
        }
    }

    private static void requests(Scene scene, List<String> sentences) {
        TreeSet<String> silent = new TreeSet<>();
        for (Line line : scene.lines()) {
            if (!line.hasRequests() && line.edge().has(Figure.OPENED)) {
                silent.add(scene.name(line.source()) + " → " + scene.name(line.target()));
            }
        }
        if (!silent.isEmpty()) {
            sentences.add("No requests were read on " + named(silent) + ": only their connections are known.");
        }
    }

    private static void outside(Scene scene, List<String> sentences) {
        TreeSet<String> outside = new TreeSet<>();
        for (ServiceCourse service : scene.course().services().values()) {
            if (service.external() && scene.concerns(service.id())) {
                outside.add(service.name());
            }
        }
        if (!outside.isEmpty()) {
            sentences.add("Nobody watches " + named(outside) + ": only what its callers see of it is known.");
        }
    }

    private static String named(SortedSet<String> names) {
        String first = String.join(", ", names.stream().limit(MOST_NAMED).toList());
        return names.size() <= MOST_NAMED ? first : first + " and " + (names.size() - MOST_NAMED) + " more";
    }
}
