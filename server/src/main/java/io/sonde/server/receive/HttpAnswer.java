// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Objects;

/** Writes answers. */
final class HttpAnswer {
    private HttpAnswer() {}

    static FullHttpResponse refusal(Refusal refusal, HttpRequest request) {
        Encoding encoding = Objects.requireNonNullElse(
                Encoding.of(request.headers().get(HttpHeaderNames.CONTENT_TYPE)), Encoding.JSON);
        FullHttpResponse response = of(refusal.httpStatus(), encoding, encoding.error(refusal.status()));
        if (refusal.retryAfterSeconds() > 0) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, refusal.retryAfterSeconds());
        }
        return response;
    }

    static FullHttpResponse of(int status, Encoding encoding, byte[] body) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, encoding.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return response;
    }

    /** Answers, then reads the next request of the connection. */
    static void send(ChannelHandlerContext context, FullHttpResponse response, boolean keepAlive) {
        if (keepAlive) {
            var _ = context.writeAndFlush(response);
            // Not from within the reading of this request: the flow control before us would forget that we asked.
            context.executor().execute(context::read);
        } else {
            sendAndClose(context, response);
        }
    }

    /** Answers in the middle of a request: what is left of it is thrown away. */
    static void sendAndClose(ChannelHandlerContext context, FullHttpResponse response) {
        HttpUtil.setKeepAlive(response, false);
        var _ = context.writeAndFlush(response).addListener(_ -> LateBytes.discard(context.channel()));
    }
}
