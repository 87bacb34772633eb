// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import io.sonde.diagnosis.world.Edge;
import io.sonde.diagnosis.world.Failures;
import io.sonde.diagnosis.world.Service;
import io.sonde.diagnosis.world.Traffic;
import io.sonde.diagnosis.world.Trends;
import io.sonde.diagnosis.world.Trends.Ends;
import io.sonde.diagnosis.world.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of each service and edge of a world. A target answers for what happens to those who call it; where the
 * target is external, and nobody can be asked there, or where only one of its callers cannot reach it, the callers are warned.
 */
public final class Judgement {
    private static final String EXTERNAL = "external:";

    private final Map<Ends, Verdict> edges = new HashMap<>();
    private final Map<String, Verdict> services = new HashMap<>();
    private final EdgeInspection inspection;
    private final HurtInspection hurt;

    private Judgement(World world, Trends trends) {
        var cpu = new CpuInspection(trends.hosts());
        Map<String, String> names = new HashMap<>();
        world.services().forEach(service -> names.put(service.id(), service.name()));
        inspection = new EdgeInspection(world, trends, names, cpu);
        inspection.edges().forEach(this::judge);
        for (Service service : world.services()) {
            Verdict verdict = inspect(service, inspection.inbound(service.id()));
            services.merge(service.id(), verdict.and(cpu.of(service.id())), Verdict::and);
        }
        hurt = new HurtInspection(inspection, this::isBlamed);
    }

    /** @param trends what the world is compared with; {@link Trends#NONE} to judge by its counts alone */
    public static Judgement of(World world, Trends trends) {
        return new Judgement(world, trends);
    }

    public Verdict of(Edge edge) {
        return edges.getOrDefault(Ends.of(edge), Verdict.OK);
    }

    public Verdict of(Service service) {
        return services.getOrDefault(service.id(), Verdict.OK);
    }

    /** What is felt of a service that is well itself. */
    public Hurt hurt(Service service) {
        return of(service).status() == Status.OK ? hurt.of(service.id(), service.name()) : Hurt.NOT;
    }

    private boolean isBlamed(Inspected edge) {
        return isUnwell(services.get(edge.target())) || isUnwell(edges.get(Ends.of(edge.edge())));
    }

    private static boolean isUnwell(@Nullable Verdict verdict) {
        return verdict != null && verdict.status().compareTo(Status.WARNING) >= 0;
    }

    private void judge(Inspected edge) {
        Verdict verdict = edge.failures();
        if (edge.fails() && edge.target().startsWith(EXTERNAL)) {
            warn(edge.source(), verdict.reasons());
        } else if (isCutOff(edge)) {
            verdict = verdict.and(new Verdict(Status.OK, List.of("Others reach it: the fault is on the way.")));
            warn(edge.source(), verdict.reasons());
        }
        Verdict faults = inspection.faults(edge);
        verdict = verdict.and(faults);
        if (faults.status() != Status.OK && edge.target().startsWith(EXTERNAL)) {
            warn(edge.source(), edge.faults().reasons());
        }
        for (Change change : inspection.changes(edge)) {
            verdict = verdict.and(Verdict.of(change.status(), change.sentence()));
            switch (change.kind()) {
                case SLOWER, SLOW_REQUESTS -> warn(edge.target(), List.of(change.sentence()));
                case FARTHER -> {
                    if (inspection.isFarForAll(edge.target())) {
                        warn(edge.target(), List.of(change.sentence()));
                    }
                }
                case STUCK -> warn(edge.source(), List.of(change.sentence()));
                // Nobody's fault yet, or of who asks in the wrong way: the edge alone says it.
                case SILENT, SURGE, FAILING_REQUESTS -> {}
            }
        }
        if (!verdict.equals(Verdict.OK)) {
            edges.put(Ends.of(edge.edge()), verdict);
        }
    }

    private void warn(String service, List<String> reasons) {
        services.merge(service, new Verdict(Status.WARNING, reasons), Verdict::and);
    }

    private Verdict inspect(Service service, List<Inspected> calls) {
        Traffic all = sum(calls, Judgement::whole);
        if (service.instances().isEmpty() && !service.external() && all.isNothing()) {
            return Verdict.of(Status.UNKNOWN, "Nothing was seen of %s in this time.".formatted(service.name()));
        }
        List<Inspected> own = calls.stream().filter(edge -> !isCutOff(edge)).toList();
        Verdict failures = TrafficInspection.inspect(sum(own, Judgement::whole), service.name());
        if (failures.status() == Status.OK) {
            failures = TrafficInspection.inspect(sum(own, Inspected::recent), service.name())
                    .lately();
        }
        return failures.and(faults(service, own))
                .and(ProcessInspection.inspect(service, all.failed().refused() > 0));
    }

    /** A service answers for its answers, unless others keep it from giving better ones. Who cannot connect has said so. */
    private Verdict faults(Service service, List<Inspected> all) {
        List<Inspected> calls = all.stream().filter(call -> !call.fails()).toList();
        if (calls.stream().allMatch(call -> call.faults().status() == Status.OK) || inspection.waits(service.id())) {
            return Verdict.OK;
        }
        return RequestFaults.inspect(
                RequestFaults.sum(
                        calls.stream().map(call -> call.edge().requests()).toList()),
                RequestFaults.sum(calls.stream().map(Inspected::recentRequests).toList()),
                service.name());
    }

    private static Traffic whole(Inspected edge) {
        return edge.edge().traffic();
    }

    private static Traffic sum(List<Inspected> edges, Function<Inspected, Traffic> what) {
        Traffic sum = Traffic.NONE;
        for (Inspected edge : edges) {
            sum = sum.plus(what.apply(edge));
        }
        return sum;
    }

    /** Whether packets of this caller are lost while another's arrive: then it is the way between them, not the target. */
    private boolean isCutOff(Inspected edge) {
        return edge.fails()
                && isLost(edge.edge().traffic().failed())
                && inspection.inbound(edge.target()).stream().anyMatch(this::isWell);
    }

    /** A target that refuses or resets is there. */
    private static boolean isLost(Failures failed) {
        return failed.refused() + failed.reset() <= failed.timedOut() + failed.unreachable();
    }

    private boolean isWell(Inspected edge) {
        return edge.isAnswered()
                && !edge.fails()
                && inspection.changes(edge).stream().noneMatch(Change::delays);
    }
}
