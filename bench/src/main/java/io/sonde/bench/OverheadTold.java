// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.util.ArrayList;
import java.util.List;

/** What programs and agent came to under one setting of the agent, over all rounds. */
final class OverheadTold {
    /** What one load came to, as a share of the run of the same round without an agent. */
    private static final class Ratios {
        private final Samples throughput = new Samples();
        private final Samples p50 = new Samples();
        private final Samples p99 = new Samples();

        void add(Paced with, Paced without) {
            throughput.add(with.perSecond() / without.perSecond());
            p50.add(with.p50Nanos() / without.p50Nanos());
            p99.add(with.p99Nanos() / without.p99Nanos());
        }

        List<Figure> figures(String what, String agent, String how) {
            return List.of(
                    new Figure(what + ", throughput kept" + agent, throughput.text(3), "of 1", how),
                    new Figure(what + ", median" + agent, p50.text(2), "times", "in the same runs"),
                    new Figure(what + ", 99th percentile" + agent, p99.text(2), "times", "in the same runs"));
        }
    }

    /** The three loads of one run. */
    record Loads(Paced http, Paced database, Paced connections) {}

    private final String suffix;
    private final Ratios http = new Ratios();
    private final Ratios database = new Ratios();
    private final Ratios connections = new Ratios();
    private final Samples cores = new Samples();
    private final Samples resident = new Samples();
    private final Samples group = new Samples();

    /** @param suffix what tells its figures apart */
    OverheadTold(String suffix) {
        this.suffix = suffix;
    }

    void add(Loads with, Loads without) {
        http.add(with.http(), without.http());
        database.add(with.database(), without.database());
        connections.add(with.connections(), without.connections());
    }

    void agent(double itsCores, double residentMegabytes, double groupMegabytes) {
        cores.add(itsCores);
        resident.add(residentMegabytes);
        group.add(groupMegabytes);
    }

    /** Each load says how it was made. */
    List<Figure> figures(String httpHow, String databaseHow, String connectionsHow) {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(http.figures("Overhead: HTTP", suffix, httpHow));
        figures.addAll(database.figures("Overhead: pgbench", suffix, databaseHow));
        figures.addAll(connections.figures("Overhead: new connections", suffix, connectionsHow));
        figures.add(new Figure(
                "Overhead: agent, processor time" + suffix,
                cores.text(3),
                "cores",
                "while HTTP is asked, both ends seen"));
        figures.add(new Figure(
                "Overhead: agent, resident memory" + suffix, resident.text(1), "MB", "VmRSS at the end of each run"));
        figures.add(new Figure(
                "Overhead: agent, memory of its control group" + suffix,
                group.text(1),
                "MB",
                "at the same time: with the tables and rings of its BPF programs, and files that it read first"));
        return figures;
    }
}
