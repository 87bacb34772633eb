// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** Programs of their own: a gRPC server that refuses every tenth call, and a client that calls as often as it is told. */
final class TruthGrpc {
    private static final int REFUSED_EACH = 10;

    private TruthGrpc() {}

    /** Arguments: serve PORT, or call PORT TIMES; the client says how many calls worked and how many did not. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
        if (arguments[0].equals("serve")) {
            serve(address);
        } else {
            call(address, Integer.parseInt(arguments[2]));
        }
    }

    private static void serve(InetSocketAddress address) throws IOException, InterruptedException {
        var calls = new AtomicInteger();
        var server = NettyServerBuilder.forAddress(address)
                .addService(new MetricsServiceGrpc.MetricsServiceImplBase() {
                    @Override
                    public void export(
                            ExportMetricsServiceRequest request, StreamObserver<ExportMetricsServiceResponse> answer) {
                        if (calls.incrementAndGet() % REFUSED_EACH == 0) {
                            answer.onError(Status.UNAVAILABLE
                                    .withDescription("not now")
                                    .asRuntimeException());
                            return;
                        }
                        answer.onNext(ExportMetricsServiceResponse.getDefaultInstance());
                        answer.onCompleted();
                    }
                })
                .build()
                .start();
        System.out.println("listening");
        server.awaitTermination();
    }

    private static void call(InetSocketAddress address, int times) {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress(address).usePlaintext().build();
        var stub = MetricsServiceGrpc.newBlockingStub(channel);
        int worked = 0;
        int failed = 0;
        for (int i = 0; i < times; i++) {
            try {
                var ignored = stub.export(ExportMetricsServiceRequest.getDefaultInstance());
                worked++;
            } catch (StatusRuntimeException refused) {
                failed++;
            }
        }
        channel.shutdownNow();
        System.out.println(worked + " " + failed);
    }
}
