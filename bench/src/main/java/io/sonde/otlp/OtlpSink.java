// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Accepts metrics and keeps them unread: a receiver that takes next to nothing of the machine an agent is measured on. */
public final class OtlpSink implements AutoCloseable {
    private static final byte[] ACCEPTED = {};

    private final Queue<byte[]> requests = new ConcurrentLinkedQueue<>();
    private final Server server;

    public OtlpSink() throws IOException {
        var bytes = new BytesMarshaller();
        var export = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(Signal.METRICS.method())
                .setRequestMarshaller(bytes)
                .setResponseMarshaller(bytes)
                .build();
        String service =
                Signal.METRICS.method().substring(0, Signal.METRICS.method().indexOf('/'));
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(ServerServiceDefinition.builder(service)
                        .addMethod(
                                export, ServerCalls.asyncUnaryCall((byte[] request, StreamObserver<byte[]> answer) -> {
                                    requests.add(request);
                                    answer.onNext(ACCEPTED);
                                    answer.onCompleted();
                                }))
                        .build())
                .build()
                .start();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** The requests that have come, as they were on the wire after decompression. */
    public List<byte[]> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
