// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.sonde.server.limit.Slots;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What each connection passes through: HTTP, the key, the whole body, the export. */
final class HttpPipeline extends ChannelInitializer<Channel> {
    /** A sender that says nothing for so long is gone, or means harm. */
    private static final int SILENCE_SECONDS = 120;

    private final OtlpConfig config;
    private final ApiKeys keys;
    private final Map<String, SignalExport> exports;
    private final Executor pool;
    private final Slots requests;

    HttpPipeline(OtlpConfig config, ApiKeys keys, List<SignalExport> exports, Executor pool, Slots requests) {
        this.config = config;
        this.keys = keys;
        this.exports = exports.stream()
                .collect(Collectors.toMap(export -> export.signal().path(), Function.identity()));
        this.pool = pool;
        this.requests = requests;
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline()
                .addLast(new ReadTimeoutHandler(SILENCE_SECONDS))
                .addLast(new HttpServerCodec())
                .addLast(new FlowControlHandler())
                .addLast(new HttpGate(keys, exports.keySet(), requests))
                .addLast(new BodyAggregator(config.maxRequestBytes()))
                .addLast(new HttpExport(config, exports, pool));
    }
}
