// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Netty for a program that sends a megabyte now and then and must stay small: one thread, no pooled arenas. */
final class FrugalNetty implements AutoCloseable {
    private static final String DEFAULT_ALLOCATOR = "io.netty.allocator.type";

    /** Answers are a few bytes; what is longer is no answer to an export. */
    private static final int MAX_ANSWER_BYTES = 1 << 20;

    /** The thread is a daemon: what has not stopped by then does not keep the program. */
    private static final int STOP_SECONDS = 1;

    private static final ByteBufAllocator UNPOOLED = unpooled();

    private final EventLoopGroup eventLoop = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("sonde-otlp-io", true), NioIoHandler.newFactory());

    /** Netty makes its default allocator too, though nothing uses it: that one has to be small as well. */
    private static ByteBufAllocator unpooled() {
        if (System.getProperty(DEFAULT_ALLOCATOR) == null) {
            System.setProperty(DEFAULT_ALLOCATOR, "unpooled");
        }
        return new UnpooledByteBufAllocator(true);
    }

    ManagedChannel connect(Endpoint endpoint, @Nullable Path trustedCertificates) {
        var builder = NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port())
                .eventLoopGroup(eventLoop)
                .channelType(NioSocketChannel.class)
                .withOption(ChannelOption.ALLOCATOR, UNPOOLED)
                .directExecutor()
                .disableRetry()
                .disableServiceConfigLookUp()
                .maxInboundMessageSize(MAX_ANSWER_BYTES)
                .userAgent("sonde");
        return secured(builder, endpoint, trustedCertificates).build();
    }

    private static NettyChannelBuilder secured(
            NettyChannelBuilder builder, Endpoint endpoint, @Nullable Path trustedCertificates) {
        if (!endpoint.tls()) {
            return builder.usePlaintext();
        }
        if (trustedCertificates == null) {
            return builder.useTransportSecurity();
        }
        try {
            return builder.sslContext(GrpcSslContexts.forClient()
                    .trustManager(trustedCertificates.toFile())
                    .build());
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException("cannot trust " + trustedCertificates + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        eventLoop
                .shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    }
}
