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
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Accepts metrics and keeps them unread, and spans and keeps none: a receiver that takes next to nothing of the machine an agent is
 * measured on.
 */
public final class OtlpSink implements AutoCloseable {
    private static final byte[] ACCEPTED = {};

    private final Queue<byte[]> requests = new ConcurrentLinkedQueue<>();
    private final LongAdder spanBytes = new LongAdder();
    private final Server server;

    public OtlpSink() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(service(Signal.METRICS, requests::add))
                .addService(service(Signal.TRACES, request -> spanBytes.add(request.length)))
                .build()
                .start();
    }

    private static ServerServiceDefinition service(Signal signal, Consumer<byte[]> receiver) {
        var bytes = new BytesMarshaller();
        var export = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(signal.method())
                .setRequestMarshaller(bytes)
                .setResponseMarshaller(bytes)
                .build();
        return ServerServiceDefinition.builder(
                        signal.method().substring(0, signal.method().indexOf('/')))
                .addMethod(export, ServerCalls.asyncUnaryCall((byte[] request, StreamObserver<byte[]> answer) -> {
                    receiver.accept(request);
                    answer.onNext(ACCEPTED);
                    answer.onCompleted();
                }))
                .build();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** Of all requests with spans, after decompression. */
    public long spanBytes() {
        return spanBytes.sum();
    }

    /** The requests with metrics that have come, as they were on the wire after decompression. */
    public List<byte[]> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
