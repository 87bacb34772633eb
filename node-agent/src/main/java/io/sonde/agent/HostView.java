// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import io.sonde.agent.config.AgentConfig;
import io.sonde.agent.conntrack.Conntrack;
import io.sonde.agent.container.ContainerWatch;
import io.sonde.agent.cpu.CpuTable;
import io.sonde.agent.cpu.CpuTime;
import io.sonde.agent.export.Snapshot;
import io.sonde.agent.kernel.CpuVisitor;
import io.sonde.agent.kernel.Kernel;
import io.sonde.agent.kernel.KernelEvents;
import io.sonde.agent.kernel.MovedBytes;
import io.sonde.agent.kernel.ProcessEvent;
import io.sonde.agent.kernel.RingVisitor;
import io.sonde.agent.kernel.SocketVisitor;
import io.sonde.agent.kernel.TcpEvent;
import io.sonde.agent.net.ConnectionLosses;
import io.sonde.agent.net.ConnectionTable;
import io.sonde.agent.net.ListenPoint;
import io.sonde.agent.net.ListenerTable;
import io.sonde.agent.net.NamespaceScope;
import io.sonde.agent.net.NamespaceTable;
import io.sonde.agent.net.SeriesSnapshot;
import io.sonde.agent.net.SocketReconciliation;
import io.sonde.agent.net.TranslationTable;
import io.sonde.agent.process.ProcDirectory;
import io.sonde.agent.process.ProcessTable;
import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.protocol.Vocabulary;
import io.sonde.agent.protocol.all.Protocols;
import io.sonde.agent.request.RequestLosses;
import io.sonde.agent.request.RequestSnapshot;
import io.sonde.agent.request.RequestTable;
import io.sonde.agent.request.Span;
import io.sonde.agent.request.SpanDecision;
import io.sonde.agent.request.UnixServers;
import io.sonde.agent.request.UnreadSockets;
import io.sonde.agent.service.Service;
import io.sonde.agent.service.ServiceTable;
import io.sonde.agent.table.Bounded;
import io.sonde.agent.table.Fill;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;

/** Everything that is known of this host, brought up to date by kernel events. Lives on the thread that reads them. */
final class HostView implements KernelEvents {
    /** Finds what a lost event left behind; reads a few files per process. */
    private static final long SCAN_NANOS = Duration.ofSeconds(60).toNanos();

    private final ServiceTable services;
    private final ProcessTable processes;
    private final ListenerTable listeners;
    private final NamespaceTable namespaces;
    private final TranslationTable translations;
    private final Conntrack conntrack;
    private final ConnectionTable connections;
    private final SocketReconciliation reconciliation;
    private final RequestTable requests;
    private final UnreadSockets unread;
    private final Vocabulary vocabulary;
    private final boolean readsRequests;
    private final UnixServers unix;
    private final CpuTable cpu;
    private final Walks walks;
    private final NamespaceScope scope;
    private long arrivals;
    /** Until the last report. */
    private int spansWaiting;

    private long scannedNanos = System.nanoTime() - SCAN_NANOS;

    /** What the kernel is asked for; a negative number where it cannot say. */
    interface Walks {
        int walkSockets(SocketVisitor visitor);

        int walkThreads(CpuVisitor visitor);

        int walkRings(RingVisitor visitor);

        int walkUnix(IntConsumer visitor);
    }

    HostView(
            AgentConfig config,
            ContainerWatch containers,
            Walks walks,
            Executor owner,
            RequestTable.Decisions decisions) {
        this.walks = walks;
        this.scope = config.namespaces();
        AgentConfig.TableLimits limits = config.tables();
        services = new ServiceTable(limits.services());
        processes = new ProcessTable(
                config.processes(),
                new ProcDirectory(config.proc(), containers),
                services,
                containers,
                config.kernel().ignoredPid());
        listeners = new ListenerTable(limits.listeners(), processes);
        namespaces = new NamespaceTable(limits.namespaces(), limits.addresses());
        translations = new TranslationTable(limits.translations());
        conntrack = new Conntrack(config.proc(), translations, owner, config.namespaces(), limits.namespaces());
        connections = new ConnectionTable(config.connections(), processes, listeners, namespaces, translations);
        List<Protocol> protocols = Protocols.all(this::resolved);
        vocabulary = new Vocabulary(protocols);
        requests = new RequestTable(protocols, config.requests(), processes, listeners, translations, decisions);
        unread = new UnreadSockets(processes::findService);
        readsRequests = config.readsRequests();
        unix = new UnixServers(protocols, processes::findService);
        cpu = new CpuTable(config.processes().processes(), processes::findService);
        reconciliation = new SocketReconciliation(connections, listeners, namespaces);
    }

    private void resolved(String name, long high, long low, long seconds) {
        translations.names().resolved(name, high, low, seconds, System.nanoTime());
    }

    Conntrack conntrack() {
        return conntrack;
    }

    @Override
    public void ahead() {
        conntrack.ahead();
        if (namespaces.arrivals() != arrivals) {
            arrivals = namespaces.arrivals();
            conntrack.inUse(namespaces.namespaces());
        }
    }

    @Override
    public void opened(TcpEvent event) {
        if (scope.includes(event.networkNamespace())) {
            connections.opened(event);
        }
    }

    @Override
    public void failed(TcpEvent event) {
        if (scope.includes(event.networkNamespace())) {
            connections.failed(event);
        }
    }

    @Override
    public void closed(TcpEvent event) {
        if (scope.includes(event.networkNamespace())) {
            connections.closed(event);
            requests.closed(event);
        }
    }

    @Override
    public void moved(MovedBytes bytes) {
        boolean ours = readsRequests && (bytes.known() || scope.includes(bytes.networkNamespace()));
        if (ours && !connections.isInner(bytes.socket())) {
            requests.moved(bytes);
        }
    }

    @Override
    public void movedAll() {
        requests.movedAll();
    }

    @Override
    public void listening(TcpEvent event) {
        if (scope.includes(event.networkNamespace())) {
            listeners.listening(event);
        }
    }

    @Override
    public void listenEnded(TcpEvent event) {
        if (scope.includes(event.networkNamespace())) {
            listeners.listenEnded(event);
        }
    }

    @Override
    public void started(ProcessEvent event) {
        processes.started(event);
    }

    @Override
    public void forked(ProcessEvent event) {
        processes.forked(event);
    }

    @Override
    public void exited(ProcessEvent event) {
        processes.exited(event);
        cpu.exited(event.pid(), event.cpuNanos());
    }

    /** Before the first event. */
    void begin() {
        reconciliation.findListeners(walks::walkSockets);
    }

    /** Looks at what no event tells and hands over what happened since the last call. */
    Drained drain() {
        long now = System.nanoTime();
        if (now - scannedNanos >= SCAN_NANOS) {
            scannedNanos = now;
            processes.scan(now);
            unix.run(walks::walkUnix);
        }
        conntrack.ahead();
        reconciliation.run(this::walkSockets, now);
        translations.forgetOld(now);
        conntrack.inUse(namespaces.namespaces());
        cpu.run(walks::walkThreads);
        unread.run(walks::walkRings);
        processes.forgetEnded(now);
        return new Drained(
                drainServices(),
                namespaces.namespaces(),
                namespaces.clientAddresses(),
                tables(),
                losses(),
                requests.spanCounts(),
                Map.of(Kernel.RINGS, unread.remark(), Kernel.UNIX, unix.remark()));
    }

    private int walkSockets(SocketVisitor visitor) {
        int seen = walks.walkSockets(socket -> {
            if (scope.includes(socket.networkNamespace())) {
                visitor.visit(socket);
            }
        });
        // A connection that began during the walk is translated by what was told meanwhile.
        conntrack.ahead();
        return seen;
    }

    /**
     * What the tables have to say about one interval.
     *
     * @param unread whose requests are not seen, by the probe that knows, for people; empty: nobody's
     */
    record Drained(
            List<Snapshot.OfService> services,
            List<NamespaceTable.Namespace> namespaces,
            List<NamespaceTable.LocalAddress> clientAddresses,
            List<Fill> tables,
            Map<String, Long> losses,
            Map<SpanDecision, Long> spans,
            Map<String, String> unread) {}

    private List<Snapshot.OfService> drainServices() {
        Map<Service, List<SeriesSnapshot>> series = connections.drain();
        Map<Service, Set<ListenPoint>> points = listeners.points();
        Map<Service, CpuTime> used = cpu.drain();
        Map<Service, List<RequestSnapshot>> asked = requests.drain(System.nanoTime());
        spansWaiting = requests.spanSize();
        Map<Service, List<Span>> spans = requests.drainSpans();
        List<Snapshot.OfService> drained = new ArrayList<>(services.size());
        services.drain((service, counts) -> {
            List<SeriesSnapshot> itsSeries = series.getOrDefault(service, List.of());
            Set<ListenPoint> itsPoints = points.getOrDefault(service, Set.of());
            CpuTime itsCpu = used.getOrDefault(service, CpuTime.NONE);
            List<RequestSnapshot> itsRequests = asked.getOrDefault(service, List.of());
            boolean talks = !itsSeries.isEmpty() || !itsPoints.isEmpty() || !itsRequests.isEmpty();
            // Whose processes the others are, another agent tells.
            if (talks || (scope.all() && (!counts.isEmpty() || !itsCpu.isNothing()))) {
                drained.add(new Snapshot.OfService(
                        service.identity(),
                        service.program(),
                        counts,
                        itsCpu,
                        itsSeries,
                        itsRequests,
                        spans.getOrDefault(service, List.of()),
                        itsPoints));
            }
        });
        return drained;
    }

    private List<Fill> tables() {
        ConnectionLosses lost = connections.losses();
        return List.of(
                Bounded.CONNECTIONS.fill(connections.size(), connections.limit(), lost.untracked()),
                Bounded.SERIES.fill(connections.seriesSize(), connections.seriesLimit(), lost.folded()),
                Bounded.CONVERSATIONS.fill(
                        requests.size(), requests.limit(), requests.losses().untracked()),
                Bounded.REQUEST_SERIES.fill(
                        requests.seriesSize(),
                        requests.seriesLimit(),
                        requests.losses().folded()),
                Bounded.WORDS.fill(vocabulary.size(), vocabulary.limit(), vocabulary.refused()),
                Bounded.SPANS.fill(
                        spansWaiting,
                        requests.spanLimit(),
                        requests.spanCounts().getOrDefault(SpanDecision.FULL, 0L)),
                Bounded.PROCESSES.fill(processes.size(), processes.limit(), processes.overflows()),
                Bounded.CPU.fill(cpu.size(), cpu.limit(), cpu.overflows()),
                Bounded.SERVICES.fill(services.size(), services.limit(), services.overflows()),
                Bounded.LISTENERS.fill(listeners.size(), listeners.limit(), listeners.overflows()),
                namespaces.fill(),
                namespaces.addressFill(),
                Bounded.TRANSLATIONS.fill(translations.size(), translations.limit(), translations.evicted()),
                Bounded.PEER_NAMES.fill(
                        translations.names().size(),
                        translations.names().limit(),
                        translations.names().dropped()));
    }

    private Map<String, Long> losses() {
        ConnectionLosses lost = connections.losses();
        Map<String, Long> losses = new LinkedHashMap<>();
        losses.put("connections.untracked", lost.untracked());
        losses.put("connections.other_peers", lost.folded());
        losses.put("connections.uncounted", lost.dropped());
        losses.put("connections.ownerless", lost.ownerless());
        losses.put("connections.vanished", lost.vanished());
        RequestLosses ofRequests = requests.losses();
        losses.put("requests.untracked", ofRequests.untracked());
        losses.put("requests.gaps", ofRequests.gaps());
        losses.put("requests.bulk", ofRequests.bulk());
        losses.put("requests.other", ofRequests.folded());
        losses.put("requests.uncounted", ofRequests.dropped());
        losses.put("requests.io_uring", unread.operations());
        losses.put("requests.words", vocabulary.refused());
        losses.put("processes.table", processes.overflows());
        losses.put("processes.unknown", processes.unknownOwners());
        losses.put("cpu.table", cpu.overflows());
        losses.put("services.table", services.overflows());
        losses.put("listeners.table", listeners.overflows());
        losses.put("namespaces.table", namespaces.fill().dropped());
        losses.put("addresses.table", namespaces.addressFill().dropped());
        losses.putAll(conntrack.losses());
        return losses;
    }
}
