// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.export;

import io.sonde.agent.cpu.CpuTime;
import io.sonde.agent.net.AddressText;
import io.sonde.agent.net.ConnectionCounts;
import io.sonde.agent.net.FailureReason;
import io.sonde.agent.net.ListenPoint;
import io.sonde.agent.net.NamespaceTable.LocalAddress;
import io.sonde.agent.net.SeriesSnapshot;
import io.sonde.agent.request.RequestSnapshot;
import io.sonde.agent.runtime.Limits;
import io.sonde.agent.service.Outcome;
import io.sonde.agent.service.ProcessCounts;
import io.sonde.otlp.Attributes;
import io.sonde.otlp.HistogramValue;
import io.sonde.otlp.MetricsWriter;
import io.sonde.proto.Attribute;
import io.sonde.proto.Metric;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Writes what one service did: sums only where something happened, levels as long as there is one. */
final class ServiceWriter {
    private static final Attributes OK = outcome(Outcome.OK);
    private static final Attributes ERROR = outcome(Outcome.ERROR);
    private static final Attributes SIGNAL = outcome(Outcome.SIGNAL);

    private static final List<Metric> REQUEST_METRICS = Arrays.stream(Metric.values())
            .filter(metric -> metric.kind() == Metric.Kind.EXPONENTIAL)
            .toList();
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLI = 1e3;

    private final MetricsWriter out;
    private final AddressBook addresses;

    ServiceWriter(MetricsWriter out, AddressBook addresses) {
        this.out = out;
        this.addresses = addresses;
    }

    void write(Snapshot.OfService service) {
        connections(service.series());
        requests(service.requests());
        listeners(service.listeners());
        processes(service.processes());
        boolean contained = !service.identity().containerId().isEmpty();
        cpu(service.cpu(), contained ? Metric.CONTAINER_CPU_TIME : Metric.PROCESS_CPU_TIME);
    }

    private void cpu(CpuTime cpu, Metric metric) {
        if (cpu.runNanos() != 0) {
            out.metric(Metrics.type(metric));
            out.point(Attributes.empty(), cpu.runNanos() / NANOS_PER_SECOND);
        }
        if (cpu.delayNanos() != 0) {
            out.metric(Metrics.type(Metric.SONDE_PROCESS_CPU_DELAY));
            out.point(Attributes.empty(), cpu.delayNanos() / NANOS_PER_SECOND);
        }
    }

    private void connections(List<SeriesSnapshot> series) {
        sum(Metric.SONDE_TCP_CONNECTIONS_OPENED, series, one -> one.counts().opened());
        failures(series);
        active(series);
        histogram(Metric.SONDE_TCP_CONNECTION_DURATION, series, SeriesSnapshot::connectionSeconds);
        histogram(Metric.SONDE_TCP_CONNECT_DURATION, series, SeriesSnapshot::connectSeconds);
        histogram(Metric.SONDE_TCP_RTT, series, SeriesSnapshot::rttSeconds);
        io(series);
        sum(Metric.SONDE_TCP_RETRANSMITS, series, one -> one.counts().retransmits());
    }

    private void requests(List<RequestSnapshot> requests) {
        for (Metric metric : REQUEST_METRICS) {
            out.metric(Metrics.type(metric));
            for (RequestSnapshot one : requests) {
                if (one.metric() == metric && one.seconds() != null) {
                    out.point(one.labels(), one.seconds());
                }
            }
        }
        out.metric(Metrics.type(Metric.SONDE_REQUESTS_UNMEASURED));
        for (RequestSnapshot one : requests) {
            if (one.unmeasured() != 0) {
                out.point(one.labels(), one.unmeasured());
            }
        }
    }

    private void sum(Metric metric, List<SeriesSnapshot> series, ToLongFunction<SeriesSnapshot> value) {
        out.metric(Metrics.type(metric));
        for (SeriesSnapshot one : series) {
            long change = value.applyAsLong(one);
            if (change != 0) {
                out.point(one.labels().plain(), change);
            }
        }
    }

    private void failures(List<SeriesSnapshot> series) {
        out.metric(Metrics.type(Metric.SONDE_TCP_CONNECTIONS_FAILED));
        for (SeriesSnapshot one : series) {
            for (FailureReason reason : FailureReason.ALL) {
                long failed = one.counts().failed(reason);
                if (failed != 0) {
                    out.point(one.labels().failed(reason), failed);
                }
            }
        }
    }

    private void active(List<SeriesSnapshot> series) {
        out.metric(Metrics.type(Metric.SONDE_TCP_CONNECTIONS_ACTIVE));
        for (SeriesSnapshot one : series) {
            if (one.counts().active() != ConnectionCounts.NOTHING_TO_SAY) {
                out.point(one.labels().plain(), one.counts().active());
            }
        }
    }

    private void histogram(
            Metric metric, List<SeriesSnapshot> series, Function<SeriesSnapshot, @Nullable HistogramValue> value) {
        out.metric(Metrics.type(metric));
        for (SeriesSnapshot one : series) {
            HistogramValue seen = value.apply(one);
            if (seen != null) {
                out.point(one.labels().plain(), seen);
            }
        }
    }

    private void io(List<SeriesSnapshot> series) {
        out.metric(Metrics.type(Metric.SONDE_TCP_IO));
        for (SeriesSnapshot one : series) {
            if (one.counts().bytesSent() != 0) {
                out.point(one.labels().transmit(), one.counts().bytesSent());
            }
            if (one.counts().bytesReceived() != 0) {
                out.point(one.labels().receive(), one.counts().bytesReceived());
            }
        }
    }

    /** A wildcard and a single address may both be there: each place is told once. */
    private void listeners(Set<ListenPoint> listeners) {
        Set<Place> told = new HashSet<>();
        out.metric(Metrics.type(Metric.SONDE_TCP_LISTEN));
        for (ListenPoint point : listeners) {
            for (LocalAddress address : addresses.reachable(point)) {
                if (told.add(new Place(address, point.port()))) {
                    out.point(place(address, point.port()), 1);
                }
            }
        }
    }

    private record Place(LocalAddress address, int port) {}

    private static Attributes place(LocalAddress address, int port) {
        return Attributes.builder()
                .put(Attribute.NETWORK_LOCAL_ADDRESS, AddressText.of(address.high(), address.low()))
                .put(Attribute.NETWORK_LOCAL_PORT, port)
                .put(Attribute.SONDE_NETWORK_NAMESPACE, Long.toString(address.namespace()))
                .build();
    }

    private void processes(ProcessCounts counts) {
        out.metric(Metrics.type(Metric.SONDE_PROCESS_STARTED));
        unlessZero(Attributes.empty(), counts.started());
        out.metric(Metrics.type(Metric.SONDE_PROCESS_EXITED));
        unlessZero(OK, counts.exitedWell());
        unlessZero(ERROR, counts.exitedWithError());
        unlessZero(SIGNAL, counts.killed());
        out.metric(Metrics.type(Metric.SONDE_PROCESS_RUNNING));
        if (counts.running() != ProcessCounts.NOTHING_TO_SAY) {
            out.point(Attributes.empty(), counts.running());
        }
    }

    /** @param throttledNanos in this interval */
    void limits(Limits limits, long throttledNanos) {
        out.metric(Metrics.type(Metric.SONDE_CONTAINER_CPU_THROTTLED));
        if (throttledNanos != 0) {
            out.point(Attributes.empty(), throttledNanos / NANOS_PER_SECOND);
        }
        out.metric(Metrics.type(Metric.SONDE_CONTAINER_CPU_LIMIT));
        unlessZero(Attributes.empty(), Math.round(limits.cpus() * MILLI));
        out.metric(Metrics.type(Metric.SONDE_CONTAINER_MEMORY_LIMIT));
        unlessZero(Attributes.empty(), limits.memoryBytes());
    }

    /** @param kills in this interval; {@link Limits#UNKNOWN} where nobody counts them */
    void memoryKills(long kills) {
        out.metric(Metrics.type(Metric.SONDE_CONTAINER_MEMORY_KILLS));
        if (kills != Limits.UNKNOWN) {
            out.point(Attributes.empty(), kills);
        }
    }

    private void unlessZero(Attributes attributes, long change) {
        if (change != 0) {
            out.point(attributes, change);
        }
    }

    private static Attributes outcome(Outcome outcome) {
        return Attributes.of(Attribute.SONDE_PROCESS_OUTCOME, outcome.text());
    }
}
