// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.ops;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.sonde.server.ops.OpsAnswers.OpsAnswer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection: asks for the answer on a thread that may wait, writes it, reads the next request. */
final class OpsExchange extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger log = LoggerFactory.getLogger(OpsExchange.class);

    private final OpsAnswers answers;
    private final Executor executor;

    OpsExchange(OpsAnswers answers, Executor executor) {
        this.answers = answers;
        this.executor = executor;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.read();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        String path = new QueryStringDecoder(request.uri()).path();
        boolean bodyWanted = !request.method().equals(HttpMethod.HEAD);
        executor.execute(() -> answer(context, path, bodyWanted));
    }

    private void answer(ChannelHandlerContext context, String path, boolean bodyWanted) {
        try {
            OpsAnswer answer = answers.to(path);
            var _ = context.writeAndFlush(response(answer, bodyWanted));
            context.executor().execute(context::read);
        } catch (RuntimeException e) {
            log.error("{} was not answered", path, e);
            var _ = context.close();
        }
    }

    private static FullHttpResponse response(OpsAnswer answer, boolean bodyWanted) {
        byte[] text = answer.text().getBytes(StandardCharsets.UTF_8);
        ByteBuf body = bodyWanted ? Unpooled.wrappedBuffer(text) : Unpooled.EMPTY_BUFFER;
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.type())
                .set(HttpHeaderNames.CONTENT_LENGTH, text.length);
        return response;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // The connection broke or was silent for too long: there is nobody to tell.
        var _ = context.close();
    }
}
