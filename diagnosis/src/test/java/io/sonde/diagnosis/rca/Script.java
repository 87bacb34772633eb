// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** An incident, written down: one step a minute, an hour before the alert and ten minutes after it. */
final class Script {
    static final int ALERT = 60;
    static final int END = 70;
    private static final long STEP_MILLIS = 60_000;

    private final List<Call> calls = new ArrayList<>();
    private final List<RequestSeries> requests = new ArrayList<>();
    private final List<ResourceSeries> resources = new ArrayList<>();

    Script calls(String caller, String callee) {
        calls.add(new Call(caller, callee));
        return this;
    }

    /** 100 requests a minute, this many seconds each. */
    Script latency(String service, double before, double during) {
        return requests(service, step -> step < ALERT ? before : during, step -> 0);
    }

    /** 100 requests a minute, this share of them fails. */
    Script errors(String service, double before, double during) {
        return requests(service, step -> .01, step -> step < ALERT ? before : during);
    }

    Script cpu(String service, double before, double during) {
        return resource(service, FaultKind.CPU, before, during);
    }

    Script memory(String service, double before, double during) {
        return resource(service, FaultKind.MEMORY, before, during);
    }

    Incident incident(String alerted, FaultKind trouble) {
        var frame = new Frame(Instant.ofEpochMilli(ALERT * STEP_MILLIS), Instant.ofEpochMilli(END * STEP_MILLIS));
        var metrics = new Metrics(List.copyOf(resources), List.copyOf(requests), List.of());
        return new Incident(new Symptom(alerted, trouble), frame, CallGraph.of(calls), Signals.of(metrics));
    }

    /** The same, written down in another order. */
    Script shuffled() {
        var other = new Script();
        other.calls.addAll(calls.reversed());
        other.requests.addAll(requests);
        other.resources.addAll(resources.reversed());
        Collections.rotate(other.requests, 1);
        return other;
    }

    static Points points(IntToDoubleFunction value) {
        long[] times = new long[END];
        double[] values = new double[END];
        for (int step = 0; step < END; step++) {
            times[step] = step * STEP_MILLIS;
            values[step] = value.applyAsDouble(step);
        }
        return Points.of(times, values);
    }

    private Script requests(String service, IntToDoubleFunction latency, IntToDoubleFunction errors) {
        requests.add(new RequestSeries(service, points(step -> 100), points(latency), points(errors)));
        return this;
    }

    private Script resource(String service, FaultKind kind, double before, double during) {
        resources.add(new ResourceSeries(service, kind, points(step -> step < ALERT ? before : during)));
        return this;
    }
}
