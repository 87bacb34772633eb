// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;

/** Hands whole requests to their signal's export. */
final class HttpExport extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final OtlpConfig config;
    private final Map<String, SignalExport> exports;
    private final Executor pool;

    HttpExport(OtlpConfig config, Map<String, SignalExport> exports, Executor pool) {
        this.config = config;
        this.exports = exports;
        this.pool = pool;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        Encoding encoding = Encoding.of(request.headers().get(HttpHeaderNames.CONTENT_TYPE));
        String packing = request.headers()
                .get(HttpHeaderNames.CONTENT_ENCODING, "identity")
                .toLowerCase(Locale.ROOT);
        if (encoding == null) {
            refuse(context, request, Refusal.unsupported("send application/x-protobuf or application/json"));
        } else if (packing.equals("gzip")) {
            pool.execute(new HttpTask(context, request, export(request), encoding, config.maxDecompressedBytes()));
        } else if (packing.equals("identity")) {
            pool.execute(new HttpTask(context, request, export(request), encoding, HttpTask.NOT_PACKED));
        } else {
            refuse(context, request, Refusal.unsupported("send gzip or no content encoding"));
        }
    }

    private SignalExport export(FullHttpRequest request) {
        String path = new QueryStringDecoder(request.uri()).path();
        return Objects.requireNonNull(exports.get(path), "BUG: the gate let another path in");
    }

    private static void refuse(ChannelHandlerContext context, FullHttpRequest request, Refusal refusal) {
        HttpAnswer.send(context, HttpAnswer.refusal(refusal, request), HttpUtil.isKeepAlive(request));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // The connection broke or was silent for too long: there is nobody to tell.
        var _ = context.close();
    }
}
