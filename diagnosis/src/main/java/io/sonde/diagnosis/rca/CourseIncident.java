// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import io.sonde.diagnosis.world.Course;
import io.sonde.diagnosis.world.ServiceCourse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Fills an {@link Incident} from how everything did, as Sonde itself measures it: live, or read back from a store. */
public final class CourseIncident {
    private static final double REFERENCE_SECONDS = 10;
    private static final double SLOW_FOR_WANT_OF_CPU_SECONDS = 1;

    private final Scene scene;
    private final Vitals vitals;
    private final List<Span> spans;

    private CourseIncident(Scene scene, Vitals vitals, List<Span> spans) {
        this.scene = scene;
        this.vitals = vitals;
        this.spans = spans;
    }

    /** @param service whose users are hurt */
    public static Incident of(Course course, String service) {
        return of(course, service, Vitals.NONE, List.of());
    }

    /**
     * @param service whose users are hurt
     * @param vitals what others tell of the same time
     * @param spans of whole requests, rising by start, each of a service by its id
     */
    public static Incident of(Course course, String service, Vitals vitals, List<Span> spans) {
        return new CourseIncident(Scene.of(course, service), vitals, spans).incident();
    }

    private Incident incident() {
        Course course = scene.course();
        boolean isHurt = !scene.hurt().isEmpty();
        FaultKind trouble =
                !isHurt ? null : HurtSteps.of(scene, scene.asked()).fails() ? FaultKind.ERRORS : FaultKind.LATENCY;
        var frame = new Frame(
                Instant.ofEpochMilli(course.steps().troubleMillis()),
                Instant.ofEpochMilli(course.steps().toMillis()),
                disturbed());
        List<Call> calls = new ArrayList<>();
        Map<String, List<Line>> asked = new TreeMap<>();
        Set<String> starved = starvedHosts();
        for (Line line : scene.allLines()) {
            calls.add(line.call());
            if (!isHurt || !scene.concerns(line.target()) || Astray.isAstray(line, scene)) {
                continue;
            }
            String target = line.target();
            if (LossScorer.isCutOff(line, scene)) {
                target = Scene.link(line.source(), line.target());
                calls.add(new Call(line.source(), target));
                calls.add(new Call(target, line.target()));
            }
            asked.computeIfAbsent(target, _ -> new ArrayList<>()).add(line);
        }
        List<RequestSeries> requests = new ArrayList<>();
        asked.forEach((service, lines) -> {
            // Who is asked many times as much may be slower without any fault of its own.
            if (!scene.demand(service).isMuchMore() && !isSlowForWantOfCpu(service, trouble, starved)) {
                requests.add(series(service, lines));
            }
        });
        var metrics = new Metrics(List.of(), requests, List.of(), vitals.of(scene::concerns));
        return new Incident(
                new Symptom(scene.asked(), trouble),
                frame,
                CallGraph.of(calls),
                new Signals(metrics, spans, List.of(), Changes.NONE, course));
    }

    private List<Stretch> disturbed() {
        return IntStream.of(scene.disturbed())
                .mapToObj(step -> scene.course().steps().step(step))
                .map(step -> new Stretch(step.from(), step.to()))
                .toList();
    }

    /** Nodes on which somebody takes the CPUs of others. */
    private Set<String> starvedHosts() {
        Set<String> hosts = new TreeSet<>();
        for (Finding finding : new CpuScorer().findings(scene)) {
            ServiceCourse greedy = scene.course().service(finding.service());
            if (greedy != null && finding.kind() == FaultKind.NOISY_NEIGHBOUR) {
                hosts.addAll(greedy.hosts());
            }
        }
        return hosts;
    }

    /** There everything takes longer by some tenths of a second. */
    private boolean isSlowForWantOfCpu(String service, @Nullable FaultKind trouble, Set<String> starved) {
        ServiceCourse course = scene.course().service(service);
        if (trouble != FaultKind.LATENCY || course == null || Collections.disjoint(course.hosts(), starved)) {
            return false;
        }
        HurtSteps steps = HurtSteps.of(scene, service);
        double now = Sample.of(IntStream.of(scene.now())
                        .mapToDouble(steps::answerSeconds)
                        .filter(value -> !Double.isNaN(value))
                        .toArray())
                .medianOr(0);
        return now - steps.past(steps::answerSeconds).medianOr(0) < SLOW_FOR_WANT_OF_CPU_SECONDS;
    }

    /** What is asked of a service by all together; steps of unequal length are made to count alike. */
    private RequestSeries series(String service, List<Line> lines) {
        return new RequestSeries(
                service,
                Line.points(scene, step -> asked(lines, step) * REFERENCE_SECONDS / Math.max(1, scene.seconds(step))),
                Line.points(scene, step -> seconds(lines, step)),
                Line.points(scene, step -> {
                    double asked = asked(lines, step);
                    return asked == 0
                            ? 0
                            : Math.min(
                                    1,
                                    lines.stream()
                                                    .mapToDouble(line -> line.failed(step))
                                                    .sum()
                                            / asked);
                }));
    }

    private static double asked(List<Line> lines, int step) {
        return lines.stream().mapToDouble(line -> line.asked(step)).sum();
    }

    private static double seconds(List<Line> lines, int step) {
        double seconds = 0;
        long answers = 0;
        for (Line line : lines) {
            double each = line.answerSeconds(step);
            if (!Double.isNaN(each)) {
                seconds += each * line.answered(step);
                answers += line.answered(step);
            }
        }
        return answers == 0 ? Double.NaN : seconds / answers;
    }
}
