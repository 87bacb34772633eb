// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.otlp.Attributes;
import io.sonde.otlp.ExponentialValue;
import io.sonde.otlp.HistogramValue;
import io.sonde.otlp.MetricKind;
import io.sonde.otlp.MetricType;
import io.sonde.otlp.MetricsWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the agents of many services send: each service listens, and has connections to some others that both ends tell of. */
final class MapRequests {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long INTERVAL_NANOS = 5 * NANOS_PER_SECOND;
    private static final int SERVICES_PER_HOST = 10;
    private static final int PORT = 8080;

    private static final MetricType RUNNING = new MetricType("sonde.process.running", "{process}", MetricKind.GAUGE);
    private static final MetricType LISTEN = new MetricType("sonde.tcp.listen", "1", MetricKind.GAUGE);
    private static final MetricType ADDRESS = new MetricType("sonde.network.address", "1", MetricKind.GAUGE);
    private static final MetricType OPENED =
            new MetricType("sonde.tcp.connections.opened", "{connection}", MetricKind.SUM);
    private static final MetricType ACTIVE =
            new MetricType("sonde.tcp.connections.active", "{connection}", MetricKind.GAUGE);
    private static final MetricType IO = new MetricType("sonde.tcp.io", "By", MetricKind.SUM);
    private static final MetricType RTT = new MetricType("sonde.tcp.rtt", "s", MetricKind.HISTOGRAM);

    private static final double[] BOUNDS = {0.001, 0.01, 0.1, 1};
    private static final HistogramValue SOME_RTT =
            new HistogramValue(7, 0.0231, 0.0009, 0.0092, BOUNDS, new long[] {1, 6, 0, 0, 0});

    private static final MetricType ASKED = new MetricType("http.client.request.duration", "s", MetricKind.EXPONENTIAL);
    private static final MetricType ANSWERED =
            new MetricType("http.server.request.duration", "s", MetricKind.EXPONENTIAL);
    private static final int SCALE = 4;
    private static final int LOWEST = -120;
    /** Between 6 and 14 ms. */
    private static final ExponentialValue SOME_REQUESTS = new ExponentialValue(
            210,
            1.9,
            0.006,
            0.014,
            SCALE,
            LOWEST,
            new int[] {1, 3, 9, 14, 20, 26, 31, 28, 22, 18, 13, 9, 7, 4, 2, 1, 0, 1, 0, 1},
            List.of());

    private final int services;
    private final int edges;
    private final List<byte[]> requests = new ArrayList<>();
    private final MetricsWriter writer =
            new MetricsWriter(batch -> requests.add(LoadRequests.gzip(batch.bytes())), "sonde-bench");
    private long points;
    private long pointsPerExport;

    MapRequests(int services, int edges) {
        this.services = services;
        this.edges = edges;
    }

    /** How the service is called that has this number. */
    static String name(int service) {
        return "service-" + service;
    }

    /** Points of all agents together. */
    long pointsPerExport() {
        return pointsPerExport;
    }

    /** What all agents send at some time, a request each. */
    List<byte[]> export(Instant at) {
        List<byte[]> all = part(0, 1, at);
        pointsPerExport = points;
        return all;
    }

    /** What some agents send, of so many parts. */
    List<byte[]> part(int number, int parts, Instant at) {
        begin(at);
        int hosts = Math.ceilDiv(services, SERVICES_PER_HOST);
        int from = number * hosts / parts * SERVICES_PER_HOST;
        int to = Math.min(services, (number + 1) * hosts / parts * SERVICES_PER_HOST);
        for (int service = from; service < to; service++) {
            if (service % SERVICES_PER_HOST == 0) {
                writer.flush();
            }
            writeService(service);
        }
        writer.flush();
        return List.copyOf(requests);
    }

    /** One service more than there were. */
    List<byte[]> newcomer(int service, Instant at) {
        begin(at);
        writeService(service);
        writer.flush();
        return List.copyOf(requests);
    }

    private void begin(Instant at) {
        requests.clear();
        points = 0;
        long nanos = at.getEpochSecond() * NANOS_PER_SECOND + at.getNano();
        writer.interval(nanos - INTERVAL_NANOS, nanos);
    }

    private void writeService(int service) {
        writer.resource(Attributes.builder()
                .put("service.name", name(service))
                .put("service.instance.id", "copy-" + service)
                .put("host.id", "host-" + service / SERVICES_PER_HOST)
                .put("host.name", "host-" + service / SERVICES_PER_HOST)
                .put("k8s.namespace.name", "load")
                .put("sonde.service.kind", "java")
                .build());
        writer.metric(RUNNING);
        point(Attributes.builder().build(), 1);
        writer.metric(LISTEN);
        point(local(service).build(), 1);
        writer.metric(ADDRESS);
        point(
                Attributes.builder()
                        .put("network.local.address", address(service))
                        .build(),
                1);
        List<Attributes.Builder> flows = flows(service);
        writer.metric(OPENED);
        flows.forEach(flow -> point(flow.build(), 3));
        writer.metric(ACTIVE);
        flows.forEach(flow -> point(flow.build(), 2));
        writer.metric(IO);
        for (Attributes.Builder flow : flows(service)) {
            point(flow.put("network.io.direction", "transmit").build(), 4711);
        }
        for (Attributes.Builder flow : flows(service)) {
            point(flow.put("network.io.direction", "receive").build(), 815);
        }
        writer.metric(RTT);
        for (Attributes.Builder flow : flows) {
            writer.point(flow.build(), SOME_RTT);
            points++;
        }
        writer.metric(ASKED);
        for (int edge = 1; edge <= edges; edge++) {
            requests(client(service, edge));
        }
        writer.metric(ANSWERED);
        for (int edge = 1; edge <= edges; edge++) {
            requests(server(service, edge));
        }
    }

    private void requests(Attributes.Builder flow) {
        Attributes attributes = flow.put("sonde.protocol", "http")
                .put("http.request.method", "GET")
                .put("http.response.status_code", "200")
                .build();
        writer.point(attributes, SOME_REQUESTS);
        points++;
    }

    private void point(Attributes attributes, long value) {
        writer.point(attributes, value);
        points++;
    }

    /** As client of those after it, as server of those before it. */
    private List<Attributes.Builder> flows(int service) {
        List<Attributes.Builder> flows = new ArrayList<>();
        for (int edge = 1; edge <= edges; edge++) {
            flows.add(client(service, edge));
            flows.add(server(service, edge));
        }
        return flows;
    }

    private Attributes.Builder client(int service, int edge) {
        return Attributes.builder()
                .put("sonde.tcp.role", "client")
                .put("network.peer.address", address((service + edge * 7) % services))
                .put("network.peer.port", PORT);
    }

    private Attributes.Builder server(int service, int edge) {
        return local(service)
                .put("sonde.tcp.role", "server")
                .put("network.peer.address", address(Math.floorMod(service - edge * 7, services)));
    }

    private static Attributes.Builder local(int service) {
        return Attributes.builder()
                .put("network.local.address", address(service))
                .put("network.local.port", PORT);
    }

    private static String address(int service) {
        return "10.0." + service / 250 + "." + (1 + service % 250);
    }
}
