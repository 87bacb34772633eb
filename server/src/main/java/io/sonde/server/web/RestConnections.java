// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.web;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.sonde.server.limit.ConnectionLimit;
import jakarta.inject.Singleton;

/** So many browsers and scripts at a time. */
@Singleton
final class RestConnections implements BeanCreatedEventListener<NettyServerCustomizer.Registry>, NettyServerCustomizer {
    private final ConnectionLimit limit;

    RestConnections(RestSlots slots) {
        limit = new ConnectionLimit(slots.connections());
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(this);
        return event.getBean();
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
        if (role == ChannelRole.LISTENER) {
            channel.pipeline().addFirst(limit);
        }
        return this;
    }
}
