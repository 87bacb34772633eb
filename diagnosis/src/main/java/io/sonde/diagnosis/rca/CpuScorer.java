// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import io.sonde.diagnosis.world.HostCourse;
import io.sonde.diagnosis.world.ServiceCourse;
import io.sonde.diagnosis.world.ServiceCourse.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Who takes the CPUs of a node, so that those who concern us wait for one; and who is kept from running by its own limit. */
final class CpuScorer implements CourseScorer {
    private static final double SATURATED = .9;

    /** It takes so much more of the node's CPUs than before. */
    private static final double GREEDY_SHARE = .25;

    private static final double HALF_SHARE = .1;

    /** Threads that wait for a CPU at any time, more than before. */
    private static final double FELT_WAITING = .1;

    /** From so many on it is felt by everybody. */
    private static final double MUCH_WAITING = .5;

    private static final double LEAST_HELD_BACK = .1;
    private static final double TIMES = 3;
    private static final double HALF_HELD_BACK = .3;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public Part part() {
        return Part.LOAD;
    }

    @Override
    public List<Finding> findings(Scene scene) {
        List<Finding> findings = new ArrayList<>();
        for (HostCourse host : scene.course().hosts().values()) {
            if (median(scene, scene.now(), host::busyShare) >= SATURATED) {
                greedy(host, scene, findings);
            }
        }
        for (ServiceCourse service : scene.course().services().values()) {
            if (scene.concerns(service.id()) && service.has(Figure.CPU_THROTTLED)) {
                heldBack(service, scene, findings);
            }
        }
        return findings;
    }

    private void greedy(HostCourse host, Scene scene, List<Finding> findings) {
        List<ServiceCourse> there = scene.course().services().values().stream()
                .filter(service -> service.hosts().contains(host.id()))
                .toList();
        double cpus = median(scene, scene.now(), step -> (double) host.cpus(step));
        for (ServiceCourse service : there) {
            double now = median(scene, scene.now(), step -> rate(service, Figure.CPU_RUN, step, scene));
            double usual = median(scene, scene.before(), step -> rate(service, Figure.CPU_RUN, step, scene));
            double more = (now - Math.max(0, usual)) / service.hosts().size() / Math.max(1, cpus);
            boolean byDemand = scene.demand(service.id()).isMuchMore();
            if (!(more >= GREEDY_SHARE) || byDemand) {
                continue;
            }
            double waiting = waiting(there, service.id(), scene, scene.now())
                    - Math.max(0, waiting(there, service.id(), scene, scene.before()));
            if (waiting >= FELT_WAITING) {
                findings.add(finding(service, host, scene, new Use(now, usual, more, cpus, waiting)));
            }
        }
    }

    private record Use(double now, double usual, double more, double cpus, double waiting) {}

    private Finding finding(ServiceCourse service, HostCourse host, Scene scene, Use use) {
        FaultKind kind = scene.concerns(service.id()) ? FaultKind.CPU : FaultKind.NOISY_NEIGHBOUR;
        String sentence = Sentence.of(
                "uses %s of the %s CPUs of %s (usually %s), which are %s %% busy; %s threads of the services here wait"
                        + " for one, more than before",
                Told.number(use.now),
                Told.number(use.cpus),
                host.name(),
                Told.number(Math.max(0, use.usual)),
                Told.percent(median(scene, scene.now(), host::busyShare)),
                Told.number(use.waiting));
        var measured = new Measured(
                "cpus",
                "1",
                Math.max(0, use.usual),
                use.now,
                Line.points(scene, step -> rate(service, Figure.CPU_RUN, step, scene)),
                null);
        double value = Scale.half(use.more, HALF_SHARE) * Math.min(1, use.waiting / MUCH_WAITING);
        return new Finding(service.id(), part(), kind, value, sentence, null, measured, null);
    }

    /** Threads of services of concern, other than the greedy one, that wait for a CPU at any time. */
    private static double waiting(List<ServiceCourse> there, String greedy, Scene scene, int[] steps) {
        return there.stream()
                .filter(service -> scene.concerns(service.id()) && !service.id().equals(greedy))
                .mapToDouble(service ->
                        Math.max(0, median(scene, steps, step -> rate(service, Figure.CPU_DELAY, step, scene))))
                .sum();
    }

    private void heldBack(ServiceCourse service, Scene scene, List<Finding> findings) {
        double now = median(scene, scene.now(), step -> rate(service, Figure.CPU_THROTTLED, step, scene));
        double usual =
                Math.max(0, median(scene, scene.before(), step -> rate(service, Figure.CPU_THROTTLED, step, scene)));
        if (!(now >= LEAST_HELD_BACK)
                || now < usual * TIMES
                || scene.demand(service.id()).isMuchMore()) {
            return;
        }
        String sentence =
                Sentence.of("is kept from %s CPUs by its limit (usually %s)", Told.number(now), Told.number(usual));
        var measured = new Measured(
                "cpusHeldBack",
                "1",
                usual,
                now,
                Line.points(scene, step -> rate(service, Figure.CPU_THROTTLED, step, scene)),
                null);
        findings.add(new Finding(
                service.id(),
                part(),
                FaultKind.CPU,
                Scale.half(now - usual, HALF_HELD_BACK),
                sentence,
                null,
                measured,
                null));
    }

    private static double rate(ServiceCourse service, Figure figure, int step, Scene scene) {
        return service.at(figure, step) / NANOS_PER_SECOND / Math.max(1, scene.seconds(step));
    }

    /** -1 where nothing was measured. */
    private static double median(Scene scene, int[] steps, IntToDoubleFunction number) {
        return Sample.of(IntStream.of(steps)
                        .filter(step -> scene.course().isMeasured(step))
                        .mapToDouble(number)
                        .filter(value -> !Double.isNaN(value))
                        .toArray())
                .medianOr(-1);
    }
}
