// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.BpfMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what the kernel side had to drop. */
final class Losses {
    /** By index, as {@code enum loss} of events.h. */
    static final List<String> CAUSES =
            List.of("kernel.ring.tcp", "kernel.ring.process", "kernel.table.sockets", "kernel.table.connects");

    private Losses() {}

    static Map<String, Long> none() {
        Map<String, Long> losses = new LinkedHashMap<>();
        CAUSES.forEach(cause -> losses.put(cause, 0L));
        return losses;
    }

    static Map<String, Long> read(BpfMap counters) throws BpfFailure {
        Map<String, Long> losses = new LinkedHashMap<>();
        for (int slot = 0; slot < CAUSES.size(); slot++) {
            losses.put(CAUSES.get(slot), counters.sum(slot));
        }
        return losses;
    }
}
