// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import io.sonde.agent.config.AgentConfig;
import io.sonde.agent.cpu.HostCpu;
import io.sonde.agent.export.AddressBook;
import io.sonde.agent.export.HostIdentity;
import io.sonde.agent.export.Reporter;
import io.sonde.agent.export.Snapshot;
import io.sonde.agent.export.SnapshotWriter;
import io.sonde.agent.kernel.CpuVisitor;
import io.sonde.agent.kernel.Kernel;
import io.sonde.agent.kernel.PayloadLimits;
import io.sonde.agent.kernel.ProbeStatus;
import io.sonde.agent.kernel.RingVisitor;
import io.sonde.agent.kernel.SocketEnds;
import io.sonde.agent.kernel.SocketVisitor;
import io.sonde.agent.request.RequestTable;
import io.sonde.agent.table.Bounded;
import io.sonde.agent.table.Fill;
import io.sonde.otlp.Batch;
import io.sonde.otlp.BatchSink;
import io.sonde.otlp.Exporter;
import io.sonde.otlp.ExporterCounters;
import io.sonde.otlp.Mark;
import io.sonde.otlp.SpoolLimits;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** The kernel side, what is made of its events, and the reports: without the delivery, so that tests can read them. */
final class Agent implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Agent.class.getName());

    /** Start-up is over after the third report; what is touched now and then later is given back twice an hour. */
    private static final int FIRST_CLEANING = 3;

    private static final int REPORTS_BETWEEN_CLEANINGS = 360;

    /** Not a probe, but as worth knowing where one looks for what works. */
    private static final String SPOOL = "spool";

    private final Kernel kernel;
    private final boolean staysAttached;
    private final Containers containers;
    private final HostView view;
    private final HostCpu hostCpu;
    private final SnapshotWriter writer;
    private final Reporter reporter;
    private final Supplier<ExporterCounters> delivery;
    /** Of the snapshot that is being written; the reporter makes one after the other. */
    private volatile Mark mark = Mark.NONE;

    private int reports;

    private Agent(AgentConfig config, Kernel kernel, BatchSink sink, Supplier<ExporterCounters> delivery) {
        this.kernel = kernel;
        this.staysAttached = config.staysAttached();
        this.delivery = delivery;
        this.hostCpu = new HostCpu(config.proc());
        HostIdentity host = HostIdentity.read(config.proc(), config.hostId(), config.hostName(), config.cluster());
        this.containers = new Containers(config, host.name());
        this.view = new HostView(
                config,
                containers.watch(),
                walks(kernel),
                kernel,
                decisions(kernel, config.kernel().capture().payload()));
        var addresses = new AddressBook(config.proc(), config.tables().addresses());
        this.writer = new SnapshotWriter(marking(sink), host, addresses, containers.catalog());
        this.reporter = new Reporter(kernel, this::snapshot, writer, config.interval());
    }

    /** @param delivery what became of the reports so far */
    static Agent start(AgentConfig config, BatchSink sink, Supplier<ExporterCounters> delivery) {
        return start(config, Kernel.open(config.kernel()), sink, delivery);
    }

    /** An agent that goes on where one before it ended, where its reports are on disk. */
    static Agent start(AgentConfig config, Exporter exporter) {
        SpoolLimits spool = config.exporter().spool();
        if (spool == null || exporter.counters().volatileBecause() != null) {
            return start(config, exporter, exporter::counters);
        }
        Mark reported = exporter.recovered().mark();
        Kernel kernel = Kernel.open(config.kernel(), spool.directory(), reported);
        return start(config, kernel, exporter, exporter::counters);
    }

    private static Agent start(AgentConfig config, Kernel kernel, BatchSink sink, Supplier<ExporterCounters> delivery) {
        kernel.probes().forEach(Agent::log);
        var agent = new Agent(config, kernel, sink, delivery);
        agent.containers.start();
        agent.view.conntrack().start();
        log(agent.view.conntrack().status());
        kernel.start(agent.view, agent.view::begin);
        agent.reporter.start();
        return agent;
    }

    private static RequestTable.Decisions decisions(Kernel kernel, PayloadLimits payload) {
        return new RequestTable.Decisions() {
            @Override
            public void ignore(long socket, SocketEnds ends) {
                kernel.decide(socket, ends, 0);
            }

            @Override
            public void limit(long socket, SocketEnds ends, int bytes) {
                kernel.decide(socket, ends, bytes);
            }

            @Override
            public int wanted(String protocol) {
                return payload.of(protocol);
            }

            @Override
            public int most(String protocol) {
                return payload.most(protocol);
            }
        };
    }

    private static HostView.Walks walks(Kernel kernel) {
        return new HostView.Walks() {
            @Override
            public int walkSockets(SocketVisitor visitor) {
                return kernel.walkSockets(visitor);
            }

            @Override
            public int walkThreads(CpuVisitor visitor) {
                return kernel.walkThreads(visitor);
            }

            @Override
            public int walkRings(RingVisitor visitor) {
                return kernel.walkRings(visitor);
            }

            @Override
            public int walkUnix(IntConsumer visitor) {
                return kernel.walkUnix(visitor);
            }
        };
    }

    private static void log(ProbeStatus probe) {
        if (probe.state() == ProbeStatus.State.ATTACHED) {
            LOG.log(Level.INFO, "probe {0} is attached", probe.name());
        } else {
            LOG.log(Level.WARNING, "probe {0} sees nothing: {1}", probe.name(), probe.reason());
        }
    }

    /** With each report goes up to where it contains the kernel's events. */
    private BatchSink marking(BatchSink sink) {
        return new BatchSink() {
            @Override
            public void accept(Batch batch) {
                accept(List.of(batch), Mark.NONE);
            }

            @Override
            public boolean accept(List<Batch> report, Mark ignored) {
                Mark upTo = mark;
                boolean onDisk = sink.accept(report, upTo);
                // Also where it is not on disk: it may be sent from memory, and must not be counted again then.
                kernel.reported(upTo);
                return onDisk;
            }
        };
    }

    private Snapshot snapshot() {
        mark = kernel.mark();
        if (reports++ % REPORTS_BETWEEN_CLEANINGS == FIRST_CLEANING) {
            ColdPages.giveBack();
        }
        HostView.Drained seen = view.drain();
        Map<String, Long> losses = new LinkedHashMap<>(kernel.losses());
        losses.putAll(seen.losses());
        losses.putAll(containers.losses());
        ExporterCounters delivered = delivery.get();
        losses.put("otlp.queue", delivered.droppedItems());
        losses.put("otlp.rejected", delivered.rejectedItems());
        losses.put("otlp.damaged", delivered.damagedItems());
        List<Fill> tables = new ArrayList<>(kernel.fills());
        tables.addAll(seen.tables());
        tables.addAll(containers.fills());
        tables.add(writer.fill());
        tables.add(Bounded.SPOOL.fill(delivered.queuedBytes(), delivered.queueLimitBytes(), delivered.droppedItems()));
        var self = new Snapshot.OfAgent(
                probes(delivered, seen.unread()),
                tables,
                losses,
                seen.spans(),
                kernel.events(),
                delivered.clockAheadSeconds());
        return new Snapshot(seen.services(), seen.namespaces(), seen.clientAddresses(), hostCpu.drain(), self);
    }

    /** Those of the kernel, the one of connection tracking, and whether reports outlive this process. */
    private List<ProbeStatus> probes(ExporterCounters delivered, Map<String, String> unread) {
        List<ProbeStatus> probes = new ArrayList<>(kernel.probes());
        probes.replaceAll(probe -> probe.withRemark(unread.getOrDefault(probe.name(), "")));
        probes.add(view.conntrack().status());
        String problem = delivered.volatileBecause();
        probes.add(
                problem == null
                        ? ProbeStatus.attached(SPOOL)
                        : ProbeStatus.failed(SPOOL, problem + "; what waits is lost when the agent is killed"));
        return probes;
    }

    /** Reports a last time, before and after the rest of the kernel's events; leaves nothing in the kernel unless it is to stay. */
    @Override
    public void close() {
        reporter.close();
        if (staysAttached) {
            kernel.leave();
            containers.close();
            return;
        }
        kernel.close();
        reporter.reportRest();
        view.conntrack().close();
        containers.close();
    }
}
