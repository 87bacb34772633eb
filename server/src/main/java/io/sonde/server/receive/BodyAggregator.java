// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;

/** Collects the body, up to the limit; more gets an answer that says so. */
final class BodyAggregator extends HttpObjectAggregator {
    BodyAggregator(int maxBytes) {
        super(maxBytes);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        Refusal refusal = Refusal.tooLarge("the request has more than " + maxContentLength() + " bytes");
        HttpAnswer.sendAndClose(context, HttpAnswer.refusal(refusal, (HttpRequest) oversized));
    }
}
