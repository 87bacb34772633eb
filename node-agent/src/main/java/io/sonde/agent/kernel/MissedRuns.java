// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.BpfLink;
import io.sonde.agent.libbpf.BpfMap;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * How often the kernel did not run a program for an event, because that processor was running it already: it does so without a
 * word, and counts. What a second program took instead is not missed.
 */
final class MissedRuns {
    private static final Logger LOG = System.getLogger(MissedRuns.class.getName());
    private static final String WHERE = "kernel.missed.";
    private static final String FIRST = "tcp_state";
    /** It is run for every event and only takes what the first could not: what it misses the first has seen. */
    private static final String SECOND = "tcp_state_nested";
    /** {@code NESTED_TAKEN} of nested.h. */
    private static final int TAKEN = 1;

    private final AtomicBoolean unknown = new AtomicBoolean();
    /** The most that was seen: the two counts that it comes from are not read at one moment. */
    private final Map<String, Long> missed = new ConcurrentHashMap<>();

    /** @param taken counts what the second program took; null where it is not loaded */
    Map<String, Long> of(List<Probe> probes, Map<String, List<BpfLink>> links, @Nullable BpfMap taken) {
        for (Probe probe : probes) {
            List<BpfLink> attached = links.getOrDefault(probe.name(), List.of());
            for (int i = 0; i < attached.size(); i++) {
                String program = probe.programs().get(i);
                if (!program.equals(SECOND)) {
                    count(program, attached.get(i), taken);
                }
            }
        }
        return new TreeMap<>(missed);
    }

    private void count(String program, BpfLink link, @Nullable BpfMap taken) {
        try {
            OptionalLong runs = link.missedRuns();
            if (runs.isEmpty()) {
                say("this kernel does not count it (Linux 5.12 does)");
                return;
            }
            long instead = taken != null && program.equals(FIRST) ? taken.sum(TAKEN) : 0;
            missed.merge(WHERE + program, Math.max(0, runs.getAsLong() - instead), Math::max);
        } catch (BpfFailure failure) {
            say(failure.reason());
        }
    }

    private void say(String reason) {
        if (!unknown.getAndSet(true)) {
            LOG.log(Level.WARNING, "cannot tell what the kernel does not run a program for: {0}", reason);
        }
    }
}
