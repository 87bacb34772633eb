// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import io.sonde.server.limit.Slots;
import io.sonde.server.limit.Slots.Slot;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns requests away that are not for us, or too many, before their body is read. */
final class HttpGate extends ChannelDuplexHandler {
    private final ApiKeys keys;
    private final Set<String> paths;
    private final Slots slots;
    private @Nullable Slot slot;
    private boolean closing;

    HttpGate(ApiKeys keys, Set<String> paths, Slots slots) {
        this.keys = keys;
        this.paths = paths;
        this.slots = slots;
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
        if (!keys.admit(headers.get(HttpHeaderNames.AUTHORIZATION), headers.get(ApiKeys.API_KEY))) {
            return Refusal.NO_KEY;
        }
        slot = slots.take();
        return slot == null ? Refusal.MANY_REQUESTS : null;
    }

    /** Every answer but the one that asks for the body ends the request. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response && !response.status().equals(HttpResponseStatus.CONTINUE)) {
            giveBack();
        }
        var _ = context.write(message, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        giveBack();
        context.fireChannelInactive();
    }

    /** The request goes on where nobody waits for its answer any more: then the place is given back by whoever does the work. */
    @Nullable
    Slot handOver() {
        Slot mine = slot;
        slot = null;
        return mine;
    }

    private void giveBack() {
        Slot mine = handOver();
        if (mine != null) {
            mine.close();
        }
    }
}
