// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.export;

import io.sonde.agent.container.Container;
import io.sonde.agent.container.ContainerCatalog;
import io.sonde.agent.table.Fill;
import io.sonde.otlp.Attributes;
import io.sonde.otlp.Batch;
import io.sonde.otlp.BatchSink;
import io.sonde.otlp.Mark;
import io.sonde.otlp.MetricsWriter;
import io.sonde.otlp.TracesWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes snapshots as OTLP, one resource per running service and one for the agent. One thread only. */
public final class SnapshotWriter {
    private static final String SCOPE = "sonde-node-agent";
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final BatchSink sink;
    /** The batches of the report that is being written. */
    private final List<Batch> report = new ArrayList<>();

    private final MetricsWriter out;
    private final TracesWriter traces;
    private final AddressBook addresses;
    private final ContainerCatalog containers;
    private final Resources resources;
    private final ServiceWriter services;
    private final SpanWriter spans;
    private final AgentWriter agent;

    public SnapshotWriter(BatchSink sink, HostIdentity host, AddressBook addresses, ContainerCatalog containers) {
        this.sink = sink;
        this.out = new MetricsWriter(report::add, SCOPE);
        this.traces = new TracesWriter(report::add, SCOPE);
        this.addresses = addresses;
        this.containers = containers;
        this.resources = new Resources(host);
        this.services = new ServiceWriter(out, addresses);
        this.spans = new SpanWriter(traces);
        this.agent = new AgentWriter(out, System.nanoTime());
    }

    /** How much is kept of what was written. */
    public Fill fill() {
        return resources.fill();
    }

    /** All points carry the end of the interval as their time. */
    public void write(Snapshot snapshot, Instant start, Instant end) {
        long now = System.nanoTime();
        addresses.update(snapshot.namespaces(), snapshot.clientAddresses(), now);
        out.interval(unixNanos(start), unixNanos(end));
        out.resource(resources.ofAgent());
        agent.write(snapshot.agent(), addresses.watched(), now);
        agent.write(snapshot.hostCpu());
        containers.await(snapshot.services().stream()
                .map(service -> service.identity().containerId())
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet()));
        snapshot.services().forEach(this::write);
        out.flush();
        traces.flush();
        sink.accept(List.copyOf(report), Mark.NONE);
        report.clear();
    }

    private void write(Snapshot.OfService service) {
        Optional<Container> container = containers.find(service.identity().containerId());
        boolean idleHolder = container.isPresent() && container.get().holder() && service.isOffline();
        if (!idleHolder) {
            Attributes resource = resources.of(service.identity(), service.program(), container);
            out.resource(resource);
            services.write(service);
            traces.resource(resource);
            service.spans().forEach(spans::write);
            String containerId = service.identity().containerId();
            services.limits(containers.limits(containerId), containers.throttledNanos(containerId));
            services.memoryKills(containers.memoryKills(containerId));
        }
    }

    private static long unixNanos(Instant instant) {
        return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
    }
}
