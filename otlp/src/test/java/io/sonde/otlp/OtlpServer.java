// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import com.google.protobuf.Any;
import com.google.rpc.RetryInfo;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A real gRPC server with the generated OTLP services; accepts everything unless told otherwise for the next requests. */
final class OtlpServer implements AutoCloseable {
    record Received(ExportMetricsServiceRequest request, long nanoTime) {}

    final List<Received> metrics = new CopyOnWriteArrayList<>();
    final List<ExportLogsServiceRequest> logs = new CopyOnWriteArrayList<>();
    final List<Metadata> headers = new CopyOnWriteArrayList<>();
    private final Queue<StatusRuntimeException> failures = new ConcurrentLinkedQueue<>();
    private final Queue<ExportMetricsPartialSuccess> partialSuccesses = new ConcurrentLinkedQueue<>();
    private final Server server;
    private final int port;

    static OtlpServer start() throws IOException {
        return start(0, InsecureServerCredentials.create());
    }

    static OtlpServer start(int port, ServerCredentials credentials) throws IOException {
        return new OtlpServer(port, credentials);
    }

    private OtlpServer(int wantedPort, ServerCredentials credentials) throws IOException {
        server = Grpc.newServerBuilderForPort(wantedPort, credentials)
                .addService(new Metrics())
                .addService(new Logs())
                .intercept(new Headers())
                .build()
                .start();
        port = server.getPort();
    }

    int port() {
        return port;
    }

    Endpoint endpoint() {
        return Endpoint.parse("http://localhost:" + port());
    }

    OtlpServer failNext(Status status) {
        failures.add(status.asRuntimeException());
        return this;
    }

    OtlpServer failNext(Status status, Duration retryAfter) {
        var delay = com.google.protobuf.Duration.newBuilder()
                .setSeconds(retryAfter.toSeconds())
                .setNanos(retryAfter.toNanosPart());
        failures.add(StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(status.getCode().value())
                .addDetails(Any.pack(com.google.rpc.DebugInfo.getDefaultInstance()))
                .addDetails(Any.pack(RetryInfo.newBuilder().setRetryDelay(delay).build()))
                .build()));
        return this;
    }

    OtlpServer rejectInNext(long points, String message) {
        partialSuccesses.add(ExportMetricsPartialSuccess.newBuilder()
                .setRejectedDataPoints(points)
                .setErrorMessage(message)
                .build());
        return this;
    }

    List<String> headerValues(String name) {
        var key = Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
        return headers.stream()
                .map(metadata -> String.valueOf(metadata.get(key)))
                .toList();
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private <T> void answer(StreamObserver<T> observer, T response) {
        StatusRuntimeException failure = failures.poll();
        if (failure != null) {
            observer.onError(failure);
            return;
        }
        observer.onNext(response);
        observer.onCompleted();
    }

    private final class Metrics extends MetricsServiceGrpc.MetricsServiceImplBase {
        @Override
        public void export(ExportMetricsServiceRequest request, StreamObserver<ExportMetricsServiceResponse> observer) {
            metrics.add(new Received(request, System.nanoTime()));
            var response = ExportMetricsServiceResponse.newBuilder();
            ExportMetricsPartialSuccess partial = partialSuccesses.poll();
            if (partial != null) {
                response.setPartialSuccess(partial);
            }
            answer(observer, response.build());
        }
    }

    private final class Logs extends LogsServiceGrpc.LogsServiceImplBase {
        @Override
        public void export(ExportLogsServiceRequest request, StreamObserver<ExportLogsServiceResponse> observer) {
            logs.add(request);
            answer(observer, ExportLogsServiceResponse.getDefaultInstance());
        }
    }

    private final class Headers implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata metadata, ServerCallHandler<Q, A> next) {
            headers.add(metadata);
            return next.startCall(call, metadata);
        }
    }
}
