// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.limit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.sonde.server.limit.Slots.Slot;

/** Stands in front of a listening channel: so many connections at a time, further ones are closed before anything is read from them. */
@Sharable
public final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private final Slots slots;

    public ConnectionLimit(Slots slots) {
        this.slots = slots;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel connection = (Channel) message;
        Slot slot = slots.take();
        if (slot == null) {
            // Nobody else knows of it yet: it has no event loop that could close it.
            connection.unsafe().closeForcibly();
            return;
        }
        connection.closeFuture().addListener(_ -> slot.close());
        context.fireChannelRead(message);
    }
}
