// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.sonde.server.config.ListenAddress;
import io.sonde.server.part.Part;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** OTLP over HTTP. */
@Singleton
public final class HttpReceiver implements Part {
    /** They only move bytes. */
    private static final int IO_THREADS = 1;

    private static final long CLOSE_SECONDS = 5;

    private final OtlpConfig config;
    private final ReceiveSlots slots;
    private final HttpPipeline pipeline;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            IO_THREADS, Thread.ofPlatform().name("otlp-http-", 0).daemon().factory(), NioIoHandler.newFactory());
    private @Nullable Channel channel;

    HttpReceiver(OtlpConfig config, ApiKeys keys, List<SignalExport> exports, DecodePool pool, ReceiveSlots slots) {
        this.config = config;
        this.slots = slots;
        this.pipeline = new HttpPipeline(config, keys, exports, pool.executor(), slots.requests());
    }

    @Override
    public void start() throws InterruptedException {
        channel = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .handler(slots.httpConnections())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                // One request after the other: the next is read when the one before is answered.
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(pipeline)
                .bind(ListenAddress.of(config.host(), config.httpPort()))
                .sync()
                .channel();
    }

    /** The port that is really bound, also when any free one was asked for. */
    public int port() {
        Channel bound = channel;
        if (bound == null) {
            throw new IllegalStateException("BUG: asked for the port before the start");
        }
        return ((InetSocketAddress) bound.localAddress()).getPort();
    }

    @Override
    public void close() {
        Channel bound = channel;
        if (bound != null) {
            bound.close().syncUninterruptibly();
        }
        loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
