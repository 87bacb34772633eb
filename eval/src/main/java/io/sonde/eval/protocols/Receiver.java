// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval.protocols;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc.MetricsServiceImplBase;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Takes what an agent sends, and keeps what it says of requests on the addresses of replays. */
final class Receiver extends MetricsServiceImplBase implements AutoCloseable {
    private static final List<String> OPERATIONS = List.of(
            "db.operation.name",
            "messaging.operation.name",
            "rpc.method",
            "http.request.method",
            "sonde.dns.question.type");

    /** So many requests of one kind, as seen at the server's or the client's end of a replayed file. */
    record Seen(String address, boolean atServer, String protocol, String operation, String error, long count) {}

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Server server;
    private int reports;

    Receiver() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(this)
                .build()
                .start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    List<Seen> seen(String address) {
        return seen.stream().filter(one -> one.address.equals(address)).toList();
    }

    /** False: they did not come in that time. */
    synchronized boolean awaitReports(int more, long seconds) throws InterruptedException {
        int wanted = reports + more;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (reports < wanted && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, deadline - System.nanoTime()));
        }
        return reports >= wanted;
    }

    @Override
    public void export(ExportMetricsServiceRequest request, StreamObserver<ExportMetricsServiceResponse> answer) {
        request.getResourceMetricsList().stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream())
                .forEach(this::take);
        synchronized (this) {
            reports++;
            notifyAll();
        }
        answer.onNext(ExportMetricsServiceResponse.getDefaultInstance());
        answer.onCompleted();
    }

    private void take(Metric metric) {
        metric.getExponentialHistogram()
                .getDataPointsList()
                .forEach(point -> take(point.getAttributesList(), point.getCount()));
        if (metric.getName().equals("sonde.requests.unmeasured")) {
            metric.getSum().getDataPointsList().forEach(point -> take(point.getAttributesList(), point.getAsInt()));
        }
    }

    private void take(List<KeyValue> attributes, long count) {
        Map<String, String> by = attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey, attribute -> attribute.getValue().getStringValue()));
        boolean atServer = "server".equals(by.get("sonde.tcp.role"));
        String operation = OPERATIONS.stream()
                .map(name -> by.getOrDefault(name, ""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
        seen.add(new Seen(
                by.getOrDefault(atServer ? "network.local.address" : "network.peer.address", ""),
                atServer,
                by.getOrDefault("sonde.protocol", ""),
                operation,
                by.getOrDefault("error.type", ""),
                count));
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
