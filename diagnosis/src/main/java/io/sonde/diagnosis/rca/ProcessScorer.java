// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import io.sonde.diagnosis.world.ServiceCourse;
import io.sonde.diagnosis.world.ServiceCourse.Figure;
import io.sonde.diagnosis.world.ServiceCourse.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Services whose processes were ended, or that run something new. */
final class ProcessScorer implements CourseScorer {
    private static final double KILLED = .7;
    private static final double FAILED = .6;
    private static final double NEW = .6;

    /** So long before the trouble a new version is still suspect; the nearer, the more. */
    private static final long NEAR_MILLIS = 600_000;

    @Override
    public Part part() {
        return Part.PROCESSES;
    }

    @Override
    public List<Finding> findings(Scene scene) {
        List<Finding> findings = new ArrayList<>();
        for (ServiceCourse service : scene.course().services().values()) {
            if (!scene.concerns(service.id()) || service.external()) {
                continue;
            }
            if (service.listens() && ended(service, scene) > 0) {
                findings.add(ended(service, ended(service, scene), scene));
            }
            newest(service, scene, findings);
        }
        return findings;
    }

    /** Processes that ended by a signal or an error in the time of trouble, of a service where that is not the rule. */
    static long ended(ServiceCourse service, Scene scene) {
        if (!service.has(Figure.EXITED_SIGNAL) && !service.has(Figure.EXITED_ERROR)) {
            return 0;
        }
        double usual = Sample.of(IntStream.of(scene.before())
                        .mapToDouble(step -> endedIn(service, step))
                        .toArray())
                .medianOr(0);
        return usual > 0
                ? 0
                : IntStream.of(scene.during())
                        .mapToLong(step -> endedIn(service, step))
                        .sum();
    }

    static long endedIn(ServiceCourse service, int step) {
        return service.at(Figure.EXITED_SIGNAL, step) + service.at(Figure.EXITED_ERROR, step);
    }

    private Finding ended(ServiceCourse service, long ended, Scene scene) {
        long killed = IntStream.of(scene.during())
                .mapToLong(step -> service.at(Figure.EXITED_SIGNAL, step))
                .sum();
        long started = IntStream.of(scene.during())
                .mapToLong(step -> service.at(Figure.STARTED, step))
                .sum();
        String sentence = Sentence.of(
                "%d of its processes %s %s; %s",
                ended,
                ended == 1 ? "was" : "were",
                killed > 0 ? "killed by a signal" : "ended with an error",
                started == 0 ? "none was started since" : started + " started");
        var measured = new Measured(
                "processesEnded",
                "1",
                0.0,
                (double) ended,
                Line.points(scene, step -> (double) endedIn(service, step)),
                null);
        return new Finding(
                service.id(), part(), FaultKind.CRASH, killed > 0 ? KILLED : FAILED, sentence, null, measured, null);
    }

    private void newest(ServiceCourse service, Scene scene, List<Finding> findings) {
        if (service.versions().size() < 2) {
            return;
        }
        Version last = service.versions().getLast();
        Version before = service.versions().get(service.versions().size() - 2);
        long trouble = scene.course().steps().troubleMillis();
        long ahead = trouble - last.firstMillis();
        if (ahead > NEAR_MILLIS || last.firstMillis() - before.firstMillis() < NEAR_MILLIS / 2) {
            return;
        }
        double near = 1 - Math.max(0, ahead) / (2.0 * NEAR_MILLIS);
        String sentence = Sentence.of(
                "runs %s since %s (before: %s)",
                last.text(),
                ahead > 0 ? ahead / 1000 + " s before the trouble" : -ahead / 1000 + " s into the trouble",
                before.text());
        findings.add(new Finding(service.id(), part(), FaultKind.DEPLOYMENT, NEW * near, sentence, null));
    }
}
