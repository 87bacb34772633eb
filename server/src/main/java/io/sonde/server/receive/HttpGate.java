// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns requests away that are not for us, before their body is read. */
final class HttpGate extends ChannelInboundHandlerAdapter {
    private final ApiKeys keys;
    private final Set<String> paths;
    private boolean closing;

    HttpGate(ApiKeys keys, Set<String> paths) {
        this.keys = keys;
        this.paths = paths;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.fireChannelActive();
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing) {
            ReferenceCountUtil.release(message);
            return;
        }
        Refusal refusal = message instanceof HttpRequest request ? refuse(request) : null;
        if (refusal == null) {
            context.fireChannelRead(message);
        } else {
            closing = true;
            HttpAnswer.sendAndClose(context, HttpAnswer.refusal(refusal, (HttpRequest) message));
            ReferenceCountUtil.release(message);
        }
    }

    private @Nullable Refusal refuse(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Refusal.malformed("not an HTTP request");
        }
        String path = new QueryStringDecoder(request.uri()).path();
        if (!paths.contains(path)) {
            return Refusal.notFound("OTLP is taken at " + String.join(", ", paths));
        }
        if (!request.method().equals(HttpMethod.POST)) {
            return Refusal.wrongMethod("send OTLP by POST");
        }
        HttpHeaders headers = request.headers();
        return keys.admit(headers.get(HttpHeaderNames.AUTHORIZATION), headers.get(ApiKeys.API_KEY))
                ? null
                : Refusal.NO_KEY;
    }
}
