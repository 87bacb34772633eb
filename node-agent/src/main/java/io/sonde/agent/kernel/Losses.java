// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.BpfMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what the kernel side had to drop. */
final class Losses {
    static final String RING_TCP = "kernel.ring.tcp";
    static final String RING_PROCESS = "kernel.ring.process";
    static final String TABLE_SOCKETS = "kernel.table.sockets";
    static final String TABLE_CONNECTS = "kernel.table.connects";

    /** By index, as {@code enum loss} of events.h. */
    static final List<String> CAUSES = List.of(RING_TCP, RING_PROCESS, TABLE_SOCKETS, TABLE_CONNECTS);

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
