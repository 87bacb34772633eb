// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what is known of nodes out of cells. */
final class HostDraft {
    private HostDraft() {}

    /** By their id. */
    static SortedMap<String, Host> hosts(Evidence evidence, Cells cells) {
        var hosts = new TreeMap<String, Host>();
        for (int number = 0; number < evidence.subjects().size(); number++) {
            if (evidence.subjects().get(number) instanceof Subject.Host subject) {
                Host host = host(subject, cells, number);
                if (host.measuredNanos() > 0) {
                    hosts.merge(subject.id(), host, Host::plus);
                }
            }
        }
        return hosts;
    }

    private static Host host(Subject.Host subject, Cells cells, int number) {
        return new Host(
                subject.id(),
                subject.name(),
                cells.first(Measure.HOST_BUSY.cellOf(number)),
                cells.first(Measure.HOST_IDLE.cellOf(number)),
                cells.second(Measure.HOST_CPUS.cellOf(number)));
    }

    /** For how long a node was measured, in one look. */
    static long measuredNanos(Cells cells, int number) {
        long cpus = cells.second(Measure.HOST_CPUS.cellOf(number));
        long all = cells.first(Measure.HOST_BUSY.cellOf(number)) + cells.first(Measure.HOST_IDLE.cellOf(number));
        return cpus == 0 ? 0 : all / cpus;
    }
}
