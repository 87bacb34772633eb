// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.EdgeCourse.Figure;
import io.sonde.diagnosis.world.Subject.Listener;
import io.sonde.diagnosis.world.Subject.Workload;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts the cells of one step after the other into a {@link Course}. */
final class CourseBuilder {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    private record EdgeInWork(EdgeDraft draft, Figures<Figure> figures) {}

    private final Steps steps;
    private final Evidence evidence;
    private final List<EdgeInWork> edges = new ArrayList<>();
    private final SortedMap<String, ServiceInWork> services = new TreeMap<>();
    private final SortedMap<String, HostCourse> hosts = new TreeMap<>();
    private final List<Double> seconds;
    private final BitSet sketches;
    private final long freshSince;
    private final TrafficSum sum = new TrafficSum();

    CourseBuilder(Resolution resolution, Steps steps) {
        this.steps = steps;
        evidence = resolution.evidence();
        freshSince = evidence.freshSince();
        seconds = new ArrayList<>(Collections.nCopies(steps.count(), 0.0));
        sketches = resolution.sketches();
        for (EdgeDraft edge : resolution.edges()) {
            edges.add(new EdgeInWork(edge, EdgeCourse.figures(steps.count())));
            service(edge.key().source());
            service(edge.key().target());
        }
        resolution.world().services().forEach(known -> service(known.id()).know(known));
        for (int number = 0; number < evidence.subjects().size(); number++) {
            gather(evidence.subjects().get(number), number);
        }
    }

    private ServiceInWork service(String id) {
        return services.computeIfAbsent(id, _ -> new ServiceInWork(id, steps.count()));
    }

    private void gather(@Nullable Subject subject, int number) {
        switch (subject) {
            case Workload(Resource resource) -> {
                if (!evidence.cells().isEmpty(Measure.SEEN.cellOf(number))) {
                    service(resource.serviceText()).runs(resource, number, evidence);
                }
            }
            case Listener listener -> {
                if (evidence.amount(Measure.SIGHTED, number) != 0) {
                    service(listener.resource().serviceText()).listens();
                }
            }
            case Subject.Host host ->
                hosts.computeIfAbsent(
                        host.id(), id -> new HostCourse(id, host.name(), HostCourse.figures(steps.count())));
            case null, default -> {}
        }
    }

    /** Whether the sketch of a subject is wanted. */
    boolean wants(int subject) {
        return sketches.get(subject);
    }

    void put(int step, Cells cells) {
        double measured = putHosts(step, cells);
        boolean seen = false;
        for (ServiceInWork service : services.values()) {
            seen |= service.put(step, cells);
        }
        double whole = (steps.step(step).toMillis() - steps.step(step).fromMillis()) / MILLIS_PER_SECOND;
        seconds.set(step, measured > 0 ? measured : seen ? whole : 0);
        long since = Math.min(Evidence.freshAt(steps.step(step).toMillis()), freshSince);
        for (EdgeInWork edge : edges) {
            putTraffic(step, edge, cells, since);
            edge.draft.requests().values().forEach(subjects -> putRequests(step, edge.figures, subjects, cells));
        }
    }

    /** How long the node that was measured longest was. */
    private double putHosts(int step, Cells cells) {
        long nanos = 0;
        for (int number = 0; number < evidence.subjects().size(); number++) {
            HostCourse host =
                    evidence.subjects().get(number) instanceof Subject.Host subject ? hosts.get(subject.id()) : null;
            if (host != null) {
                host.add(
                        step,
                        cells.first(Measure.HOST_BUSY.cellOf(number)),
                        cells.first(Measure.HOST_IDLE.cellOf(number)),
                        cells.second(Measure.HOST_CPUS.cellOf(number)));
                nanos = Math.max(nanos, HostDraft.measuredNanos(cells, number));
            }
        }
        return nanos / NANOS_PER_SECOND;
    }

    private void putTraffic(int step, EdgeInWork edge, Cells cells, long freshSince) {
        sum.clear();
        List<Integer> subjects = edge.draft.subjects();
        boolean fromServerSide = edge.draft.isToldByTarget();
        for (int i = 0; i < subjects.size(); i++) {
            int subject = subjects.get(i);
            sum.add(cells, subject, fromServerSide, freshSince);
        }
        Figures<Figure> figures = edge.figures;
        figures.add(Figure.OPENED, step, sum.sum(Measure.OPENED));
        figures.add(Figure.CLOSED, step, sum.sum(Measure.CLOSED));
        figures.add(Figure.CLOSED_NANOS, step, sum.nanos(Measure.CLOSED));
        figures.add(Figure.REFUSED, step, sum.sum(Measure.REFUSED));
        figures.add(Figure.TIMED_OUT, step, sum.sum(Measure.TIMED_OUT));
        figures.add(Figure.UNREACHABLE, step, sum.sum(Measure.UNREACHABLE));
        figures.add(Figure.RESET, step, sum.sum(Measure.RESET));
        figures.add(Figure.OTHER, step, sum.sum(Measure.OTHER));
        figures.add(Figure.SENT, step, sum.sum(Measure.SENT));
        figures.add(Figure.RECEIVED, step, sum.sum(Measure.RECEIVED));
        figures.add(Figure.RETRANSMITS, step, sum.sum(Measure.RETRANSMITS));
        figures.add(Figure.ACTIVE, step, sum.sum(Measure.ACTIVE));
        figures.add(Figure.RTTS, step, sum.sum(Measure.RTT));
        figures.add(Figure.RTT_NANOS, step, sum.nanos(Measure.RTT));
    }

    private static void putRequests(int step, Figures<Figure> figures, List<Integer> subjects, Cells cells) {
        for (int i = 0; i < subjects.size(); i++) {
            int subject = subjects.get(i);
            figures.add(Figure.REQUESTS, step, Requests.count(cells, subject));
            figures.add(Figure.REQUEST_ERRORS, step, Requests.errors(cells, subject));
            figures.add(Figure.REQUESTS_UNANSWERED, step, cells.first(Measure.REQUEST_UNANSWERED.cellOf(subject)));
            Sketch sketch = cells.sketch(subject);
            if (sketch != null && sketch.total() > 0) {
                figures.add(Figure.REQUESTS_TIMED, step, sketch.total());
                figures.add(Figure.REQUEST_NANOS, step, sketch.sumNanos());
            }
        }
    }

    Course course() {
        SortedMap<String, ServiceCourse> finished = new TreeMap<>();
        services.forEach((id, service) -> finished.put(id, service.finish()));
        List<EdgeCourse> courses = edges.stream()
                .map(edge -> new EdgeCourse(
                        edge.draft.key().source(),
                        edge.draft.key().target(),
                        List.copyOf(edge.draft.ports()),
                        List.copyOf(edge.draft.requests().keySet()),
                        edge.figures))
                .toList();
        return new Course(
                steps,
                Collections.unmodifiableList(seconds),
                Collections.unmodifiableSortedMap(finished),
                courses,
                Collections.unmodifiableSortedMap(hosts),
                evidence.refused());
    }
}
