// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.ops;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.sonde.server.config.ListenAddress;
import io.sonde.server.limit.Bounded;
import io.sonde.server.limit.BoundedTables;
import io.sonde.server.limit.ConnectionLimit;
import io.sonde.server.limit.Slots;
import io.sonde.server.part.Part;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The operations port. A server of its own, with threads of its own, so that it answers also while the others are busy, and is
 * reached by those alone who may reach its port.
 */
@Singleton
public final class OpsServer implements Part {
    /** A scrape and two probes at a time. */
    private static final int THREADS = 3;

    /** Several scrapers and probes, each with a connection that it keeps; a request at a time each. */
    private static final int MAX_CONNECTIONS = 64;

    private static final int SILENCE_SECONDS = 120;
    private static final int MAX_REQUEST_BYTES = 64 << 10;
    private static final long CLOSE_SECONDS = 2;

    private final OpsConfig config;
    private final OpsAnswers answers;
    private final Slots connections = new Slots(MAX_CONNECTIONS);
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, Thread.ofPlatform().name("ops-io-", 0).daemon().factory(), NioIoHandler.newFactory());
    private final ExecutorService executor = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("ops-", 0).daemon().factory());
    private @Nullable Channel channel;

    OpsServer(OpsConfig config, OpsAnswers answers, BoundedTables tables) {
        this.config = config;
        this.answers = answers;
        tables.watch(Bounded.OPS_CONNECTIONS, connections::fill);
    }

    @Override
    public void start() throws InterruptedException {
        channel = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .handler(new ConnectionLimit(connections))
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                // One request after the other: the next is read when the one before is answered.
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection
                                .pipeline()
                                .addLast(new ReadTimeoutHandler(SILENCE_SECONDS))
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpServerKeepAliveHandler())
                                .addLast(new FlowControlHandler())
                                .addLast(new HttpObjectAggregator(MAX_REQUEST_BYTES))
                                .addLast(new OpsExchange(answers, executor));
                    }
                })
                .bind(ListenAddress.of(config.host(), config.port()))
                .sync()
                .channel();
    }

    /** The port that is really bound, also when any free one was asked for. */
    public int port() {
        Channel bound = Objects.requireNonNull(channel, "BUG: asked for the port before the start");
        return ((InetSocketAddress) bound.localAddress()).getPort();
    }

    @Override
    public void close() {
        Channel bound = channel;
        if (bound != null) {
            bound.close().syncUninterruptibly();
        }
        loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).syncUninterruptibly();
        executor.shutdown();
    }
}
