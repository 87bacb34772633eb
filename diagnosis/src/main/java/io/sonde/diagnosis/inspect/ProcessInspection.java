// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import io.sonde.diagnosis.world.Instance.Processes;
import io.sonde.diagnosis.world.Service;
import java.util.Objects;

/** Services whose processes did not end by themselves. */
final class ProcessInspection {
    private ProcessInspection() {}

    /**
     * Only of what listens, and only where it was away or that is how most of its processes end: helpers of a service may end by a
     * signal every day.
     */
    static Verdict inspect(Service service, boolean refused) {
        boolean listens = service.instances().stream()
                .anyMatch(instance -> !instance.listens().isEmpty());
        if (!listens) {
            return Verdict.OK;
        }
        Processes sum = service.instances().stream()
                .map(instance -> instance.processes())
                .filter(Objects::nonNull)
                .reduce(new Processes(0, 0, 0, 0, 0), ProcessInspection::plus);
        long ended = sum.endedOk() + sum.endedError() + sum.endedBySignal();
        if (sum.endedBySignal() == 0 || (!refused && sum.endedBySignal() * 2 < ended)) {
            return Verdict.OK;
        }
        String what = sum.endedBySignal() == 1 ? "1 process of %s was" : sum.endedBySignal() + " processes of %s were";
        String started = sum.started() == 0 ? "none was started since" : sum.started() + " started";
        return Verdict.of(Status.WARNING, (what + " killed by a signal; %s.").formatted(service.name(), started));
    }

    private static Processes plus(Processes one, Processes other) {
        return new Processes(
                one.running() + other.running(),
                one.started() + other.started(),
                one.endedOk() + other.endedOk(),
                one.endedError() + other.endedError(),
                one.endedBySignal() + other.endedBySignal());
    }
}
