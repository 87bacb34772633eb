// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.sonde.proto.Attribute;
import io.sonde.proto.Metric;
import io.sonde.proto.ToldMetric;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Half an hour of a program behind nginx, in a namespace of its own, as an agent and the program itself report it; in the last
 * five minutes something is wrong.
 */
final class Kiosk {
    static final Duration LENGTH = Duration.ofMinutes(30);
    static final Duration TROUBLE = Duration.ofMinutes(25);
    private static final Duration EXPORT = Duration.ofSeconds(10);
    private static final int SCALE = 16;
    private static final int SPANS_PER_EXPORT = 5;
    private static final double WELL_SECONDS = .01;
    private static final double BAD_SECONDS = .8;

    private final Scene scene;
    private final String namespace;
    private final String net;

    /** What is wrong in the last minutes. */
    enum Fault {
        GARBAGE(50),
        LEAK(51),
        NAMES(52),
        LOG_LINE(53),
        DISK(54),
        KILL(55),
        LOST_CALL(56);

        private final int net;

        Fault(int net) {
            this.net = net;
        }
    }

    Kiosk(Scene scene, Fault fault) {
        this.scene = scene;
        namespace = namespace(fault);
        net = "10.%d.0.".formatted(fault.net);
        for (Duration at = EXPORT; at.compareTo(LENGTH) < 0; at = at.plus(EXPORT)) {
            tell(at, fault, at.compareTo(TROUBLE) > 0);
        }
    }

    static String namespace(Fault fault) {
        return "kiosk-" + fault.net;
    }

    private void tell(Duration at, Fault fault, boolean bad) {
        for (int host : new int[] {1, 2, 9}) {
            scene.at(at, Shop.agent("node-" + namespace, "6.18.5"))
                    .gauge(
                            Metric.SONDE_NETWORK_ADDRESS.id(),
                            1,
                            Map.of(
                                    Attribute.NETWORK_LOCAL_ADDRESS,
                                    net + host,
                                    Attribute.SONDE_NETWORK_NAMESPACE,
                                    "1"));
        }
        scene.at(at, Shop.agent("node-" + namespace, "6.18.5"))
                .gauge(Metric.SYSTEM_CPU_LOGICAL_COUNT.id(), 2, Map.of())
                .sum(Metric.SYSTEM_CPU_TIME.id(), 2, Map.of(Attribute.CPU_MODE, "user"))
                .sum(Metric.SYSTEM_CPU_TIME.id(), 18, Map.of(Attribute.CPU_MODE, "idle"));
        listens(at, "nginx", 1, 80);
        listens(at, "orders", 2, 8080);
        listens(at, "dns", 9, 53);
        boolean fails = fault == Fault.LOG_LINE || fault == Fault.LOST_CALL;
        boolean slow = bad && !fails;
        String status = bad && fails ? "500" : "200";
        asks(at, "nginx", server(1, 80), Metric.HTTP_SERVER_REQUEST_DURATION, http(status), slow);
        asks(
                at,
                "nginx",
                client(2, 8080),
                Metric.HTTP_CLIENT_REQUEST_DURATION,
                http(status),
                slow && fault != Fault.NAMES);
        asks(
                at,
                "nginx",
                client(9, 53),
                Metric.DNS_LOOKUP_DURATION,
                Map.of(Attribute.SONDE_PROTOCOL, "dns"),
                slow && fault == Fault.NAMES);
        if (at.toSeconds() % 60 == 0) {
            virtualMachine(at, bad && fault == Fault.GARBAGE, bad && fault == Fault.LEAK);
            disk(at, bad && fault == Fault.DISK);
        }
        if (fault == Fault.KILL) {
            boolean killed = at.equals(TROUBLE.plus(EXPORT));
            scene.at(at, agentOf("orders")).sum(Metric.SONDE_CONTAINER_MEMORY_KILLS.id(), killed ? 1 : 0, Map.of());
        }
    }

    /** As its own SDK tells it, which knows nothing of namespaces but that it is in one. */
    private void virtualMachine(Duration at, boolean garbage, boolean leak) {
        Map<String, String> pool =
                Map.of(Attribute.JVM_MEMORY_TYPE, "heap", Attribute.JVM_MEMORY_POOL_NAME, "Tenured Gen");
        scene.at(at, application())
                .histogram(
                        ToldMetric.JVM_GC_DURATION.id(),
                        10,
                        garbage || leak ? 30 : .3,
                        Map.of("jvm.gc.name", "MarkSweepCompact"))
                .gauge(ToldMetric.JVM_MEMORY_LIMIT.id(), 1000, pool)
                .gauge(ToldMetric.JVM_MEMORY_USED_AFTER_LAST_GC.id(), leak ? 970 : 400, pool);
    }

    /** As a collector on the node tells it, which knows the node by its name. */
    private void disk(Duration at, boolean busy) {
        Map<String, String> written = Map.of("device", "sda", "direction", "write");
        scene.at(at, Map.of(Attribute.HOST_NAME, "node-" + namespace))
                .sum(ToldMetric.SYSTEM_DISK_IO_TIME.id(), busy ? 57 : 6, Map.of("device", "sda"))
                .sum(ToldMetric.SYSTEM_DISK_OPERATION_TIME.id(), busy ? 500 : 1, written)
                .sum(ToldMetric.SYSTEM_DISK_OPERATIONS.id(), 1000, written);
    }

    private Map<String, String> application() {
        return Map.of(
                Attribute.SERVICE_NAME,
                "orders",
                Attribute.SERVICE_NAMESPACE,
                namespace,
                "telemetry.sdk.language",
                "java");
    }

    /** What the program logs: an error each minute all the time, another in the bad minutes. */
    ExportLogsServiceRequest logs(Instant start) {
        var lines = ScopeLogs.newBuilder();
        for (Duration at = EXPORT; at.compareTo(LENGTH) < 0; at = at.plus(EXPORT)) {
            if (at.toSeconds() % 60 == 0) {
                lines.addLogRecords(line(start.plus(at), "user 4711 is not known"));
            }
            if (at.compareTo(TROUBLE) > 0) {
                lines.addLogRecords(line(start.plus(at), "NullPointerException: cart 17 has no owner"));
            }
        }
        var resource = Resource.newBuilder();
        application()
                .forEach((key, value) -> resource.addAttributes(KeyValue.newBuilder()
                        .setKey(key)
                        .setValue(AnyValue.newBuilder().setStringValue(value))));
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder().setResource(resource).addScopeLogs(lines))
                .build();
    }

    /** What the program tells of its requests: in the bad minutes it no longer asks whether it may. */
    ExportTraceServiceRequest spans(Instant start) {
        var spans = ScopeSpans.newBuilder();
        long trace = 0;
        for (Duration at = EXPORT; at.compareTo(LENGTH) < 0; at = at.plus(EXPORT)) {
            for (int i = 0; i < SPANS_PER_EXPORT; i++) {
                Instant began = start.plus(at).plusMillis(100L * i);
                spans.addSpans(span(++trace, 1, 0, "POST /orders", began));
                spans.addSpans(span(trace, 2, 1, "insert", began.plusMillis(2)));
                if (at.compareTo(TROUBLE) < 0) {
                    spans.addSpans(span(trace, 3, 1, "authorize", began.plusMillis(1)));
                }
            }
        }
        var resource = Resource.newBuilder();
        application()
                .forEach((key, value) -> resource.addAttributes(KeyValue.newBuilder()
                        .setKey(key)
                        .setValue(AnyValue.newBuilder().setStringValue(value))));
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(
                        ResourceSpans.newBuilder().setResource(resource).addScopeSpans(spans))
                .build();
    }

    private static Span span(long trace, int id, int parent, String name, Instant began) {
        long nanos = Duration.between(Instant.EPOCH, began).toNanos();
        var span = Span.newBuilder()
                .setTraceId(ByteString.copyFrom(
                        ByteBuffer.allocate(16).putLong(1).putLong(trace).flip()))
                .setSpanId(id(trace, id))
                .setName(name)
                .setStartTimeUnixNano(nanos)
                .setEndTimeUnixNano(nanos + 1_000_000L * (4 - id));
        return parent == 0
                ? span.build()
                : span.setParentSpanId(id(trace, parent)).build();
    }

    private static ByteString id(long trace, int id) {
        return ByteString.copyFrom(
                ByteBuffer.allocate(8).putLong(trace * 10 + id).flip());
    }

    private static LogRecord line(Instant time, String text) {
        return LogRecord.newBuilder()
                .setTimeUnixNano(Duration.between(Instant.EPOCH, time).toNanos())
                .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_ERROR)
                .setBody(AnyValue.newBuilder().setStringValue(text))
                .build();
    }

    private void asks(
            Duration at, String who, Map<String, String> flow, Metric metric, Map<String, String> what, boolean slow) {
        Map<String, String> all = new HashMap<>(flow);
        all.putAll(what);
        double seconds = slow ? BAD_SECONDS : WELL_SECONDS;
        int bucket = (int) Math.round(Math.log(seconds) / Math.log(2) * SCALE);
        scene.at(at, agentOf(who)).exponential(metric.id(), bucket, List.of(40L), Map.copyOf(all));
    }

    private void listens(Duration at, String who, int host, int port) {
        scene.at(at, agentOf(who))
                .gauge(Metric.SONDE_PROCESS_RUNNING.id(), 1, Map.of())
                .gauge(
                        Metric.SONDE_TCP_LISTEN.id(),
                        1,
                        Map.of(
                                Attribute.NETWORK_LOCAL_ADDRESS,
                                net + host,
                                Attribute.NETWORK_LOCAL_PORT,
                                Integer.toString(port),
                                Attribute.SONDE_NETWORK_NAMESPACE,
                                "1"));
    }

    private Map<String, String> agentOf(String name) {
        return Map.of(
                Attribute.SERVICE_NAME, name,
                Attribute.SERVICE_INSTANCE_ID, name + namespace,
                Attribute.HOST_ID, "id-node-" + namespace,
                Attribute.HOST_NAME, "node-" + namespace,
                Attribute.CONTAINER_ID, name + namespace,
                Attribute.K8S_NAMESPACE_NAME, namespace,
                Attribute.SONDE_SERVICE_ORIGIN, "kubernetes");
    }

    private static Map<String, String> http(String status) {
        Map<String, String> what = new HashMap<>(Map.of(
                Attribute.SONDE_PROTOCOL, "http",
                Attribute.HTTP_REQUEST_METHOD, "GET",
                Attribute.HTTP_RESPONSE_STATUS_CODE, status));
        if (!status.equals("200")) {
            what.put(Attribute.ERROR_TYPE, status);
        }
        return what;
    }

    private Map<String, String> client(int host, int port) {
        return Map.of(
                Attribute.SONDE_TCP_ROLE,
                "client",
                Attribute.SONDE_NETWORK_NAMESPACE,
                "1",
                Attribute.NETWORK_PEER_ADDRESS,
                net + host,
                Attribute.NETWORK_PEER_PORT,
                Integer.toString(port));
    }

    private Map<String, String> server(int host, int port) {
        return Map.of(
                Attribute.SONDE_TCP_ROLE, "server",
                Attribute.SONDE_NETWORK_NAMESPACE, "1",
                Attribute.NETWORK_LOCAL_ADDRESS, net + host,
                Attribute.NETWORK_LOCAL_PORT, Integer.toString(port),
                Attribute.NETWORK_PEER_ADDRESS, "203.0.113.10");
    }
}
