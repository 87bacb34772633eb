// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.sonde.server.Part;
import io.sonde.server.config.ListenAddress;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** OTLP over gRPC. */
@Singleton
public final class GrpcReceiver implements Part {
    /** Requests in flight per connection: senders wait for each answer, so a handful is busy already. */
    private static final int MAX_CALLS_PER_CONNECTION = 128;

    private static final long CLOSE_SECONDS = 5;

    private final Server server;

    GrpcReceiver(
            OtlpConfig config,
            ApiKeys keys,
            List<SignalExport> exports,
            DecodePool pool,
            ClockOffsets offsets,
            Clock clock) {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(ListenAddress.of(config.host(), config.grpcPort()))
                .executor(pool.executor())
                .maxInboundMessageSize(config.maxDecompressedBytes())
                .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
                .intercept(new BatchInterceptor(offsets, clock))
                // The last is asked first.
                .intercept(new KeyInterceptor(keys));
        exports.forEach(export -> builder.addService(OtlpServices.of(export)));
        server = builder.build();
    }

    @Override
    public void start() throws IOException {
        server.start();
    }

    /** The port that is really bound, also when any free one was asked for. */
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdown();
        try {
            server.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.shutdownNow();
    }
}
