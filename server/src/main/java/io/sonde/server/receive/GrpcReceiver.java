// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.sonde.server.config.ListenAddress;
import io.sonde.server.limit.ConnectionLimit;
import io.sonde.server.part.Part;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** OTLP over gRPC. */
@Singleton
public final class GrpcReceiver implements Part {
    /** Requests in flight per connection: senders wait for each answer, so a handful is busy already. */
    private static final int MAX_CALLS_PER_CONNECTION = 128;

    /** A sender that is gone without a word must not keep its place for ever. */
    private static final long KEEPALIVE_MINUTES = 5;

    private static final long IDLE_MINUTES = 30;

    private static final long CLOSE_SECONDS = 5;

    /** Says at each start how it polls, past our log. Kept, because what is set on a logger that nobody holds is forgotten. */
    private static final Logger TALKATIVE = Logger.getLogger("io.grpc.netty.TcpMetrics");

    static {
        TALKATIVE.setLevel(Level.WARNING);
    }

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            Thread.ofPlatform().name("otlp-grpc-", 0).daemon().factory(), NioIoHandler.newFactory());
    private final Server server;

    GrpcReceiver(
            OtlpConfig config,
            ApiKeys keys,
            List<SignalExport> exports,
            DecodePool pool,
            ReceiveSlots slots,
            BatchInterceptor batches) {
        ConnectionLimit connections = slots.grpcConnections();
        NettyServerBuilder builder = NettyServerBuilder.forAddress(ListenAddress.of(config.host(), config.grpcPort()))
                .channelFactory(() -> {
                    NioServerSocketChannel channel = new NioServerSocketChannel();
                    channel.pipeline().addFirst(connections);
                    return channel;
                })
                .bossEventLoopGroup(loop)
                .workerEventLoopGroup(loop)
                .keepAliveTime(KEEPALIVE_MINUTES, TimeUnit.MINUTES)
                .maxConnectionIdle(IDLE_MINUTES, TimeUnit.MINUTES)
                .executor(pool.executor())
                .decompressorRegistry(WideGzip.REGISTRY)
                .maxInboundMessageSize(config.maxDecompressedBytes())
                .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
                .intercept(batches)
                .intercept(new SlotInterceptor(slots.requests()))
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
        loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
