// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * What a sender still sends after it was refused. Closing at once would make the kernel answer those bytes with a reset, and
 * the sender would never read why it was refused.
 */
final class LateBytes extends ChannelInboundHandlerAdapter {
    /** Long enough for a sender to notice the answer and hang up; what it sends meanwhile costs no memory. */
    private static final long PATIENCE_SECONDS = 2;

    /** Throws away what comes until the sender hangs up or patience ends; then the channel is closed. */
    static void discard(Channel channel) {
        if (!channel.isActive()) {
            return;
        }
        channel.pipeline().addFirst(new LateBytes());
        channel.config().setAutoRead(true);
        Runnable close = () -> {
            var _ = channel.close();
        };
        var _ = channel.eventLoop().schedule(close, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }
}
