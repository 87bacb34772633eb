// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import io.grpc.CallOptions;
import io.grpc.Codec;
import io.grpc.CompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests that were compressed beforehand, so that a load generator leaves the processors to the server. It
 * stands in the package of the exporter to read answers as that does. For any number of threads.
 */
public final class PrecompressedSender implements AutoCloseable {
    private static final int DEADLINE_SECONDS = 30;

    /** Where the server does not say how long to wait. */
    private static final Duration DEFAULT_PAUSE = Duration.ofMillis(50);

    private final ManagedChannel channel;
    private final MethodDescriptor<byte[], byte[]> method;

    public PrecompressedSender(int port, Signal signal) {
        var registry = CompressorRegistry.newEmptyInstance();
        registry.register(new AlreadyGzip());
        channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .compressorRegistry(registry)
                .disableRetry()
                .build();
        var bytes = new BytesMarshaller();
        method = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(signal.method())
                .setRequestMarshaller(bytes)
                .setResponseMarshaller(bytes)
                .build();
    }

    /** Sends until acknowledged, pausing as the server asks; returns how often it had to be sent again. */
    public int send(byte[] gzip) throws InterruptedException {
        for (int retries = 0; ; retries++) {
            switch (sendOnce(gzip)) {
                case Reply.Accepted accepted
                when accepted.rejectedItems() == 0 -> {
                    return retries;
                }
                case Reply.Accepted accepted -> throw new IllegalStateException("rejected: " + accepted);
                case Reply.Refused refused -> throw new IllegalStateException("refused: " + refused.reason());
                case Reply.TryAgain later -> Thread.sleep(later.after() == null ? DEFAULT_PAUSE : later.after());
            }
        }
    }

    private Reply sendOnce(byte[] gzip) {
        CallOptions options =
                CallOptions.DEFAULT.withCompression("gzip").withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
        try {
            return ReplyReader.accepted(ClientCalls.blockingUnaryCall(channel, method, options, gzip));
        } catch (StatusRuntimeException e) {
            return ReplyReader.failed(e.getStatus(), e.getTrailers());
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    /** Declares gzip and lets bytes through as they are. */
    private static final class AlreadyGzip implements Codec {
        @Override
        public String getMessageEncoding() {
            return "gzip";
        }

        @Override
        public OutputStream compress(OutputStream out) {
            return out;
        }

        @Override
        public InputStream decompress(InputStream in) {
            throw new UnsupportedOperationException("only sends");
        }
    }
}
