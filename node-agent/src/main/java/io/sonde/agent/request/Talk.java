// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.kernel.MovedBytes;
import io.sonde.agent.net.Endpoints;
import io.sonde.agent.protocol.Conversation;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Side;
import io.sonde.agent.service.Service;
import org.jspecify.annotations.Nullable;

/** A socket whose bytes are read: who speaks on it, to whom, and in which protocol. */
final class Talk implements Exchanges.Listener {
    final long socket;
    final Endpoints ends = new Endpoints();
    final boolean datagrams;
    private final RequestTable table;
    private final Conversation conversation;

    @Nullable
    Service service;

    int pid;
    int pieces;
    /** Since the last report. */
    long copiedBytes;

    /** Moves so much that only the ends of each stretch are worth their room. */
    boolean bulk;

    long lastNanos;
    /** Its connection is closed; what was copied before that may still be in the ring. */
    boolean closed;
    /** The kernel side knows that it is of no interest any more. */
    boolean decided;

    private long gapsTold;

    /** @param port where the connection was accepted; 0: nobody knows */
    Talk(RequestTable table, MovedBytes first, int port) {
        this.table = table;
        this.socket = first.socket();
        this.datagrams = first.datagram();
        this.ends.copyFrom(first);
        this.conversation = table.conversation(this, port);
    }

    /** Another socket may lie at the same address by now. */
    boolean isOf(MovedBytes moved) {
        if (datagrams) {
            return moved.datagram()
                    && ends.localPort() == moved.localPort()
                    && ends.networkNamespace() == moved.networkNamespace();
        }
        return moved.known()
                ? ends.localPort() == moved.localPort() && ends.remotePort() == moved.remotePort()
                : ends.sameAs(moved);
    }

    Conversation conversation() {
        return conversation;
    }

    boolean server() {
        return conversation.localSide() == Side.SERVER;
    }

    /**
     * Whether requests go that way, or nobody knows yet: the process that sends or takes them is whose they are. A child may
     * handle the rest.
     */
    boolean isAsking(boolean outgoing) {
        return conversation.state() != Conversation.State.READ || outgoing != server();
    }

    /** Since the last call. */
    long newGaps() {
        long fresh = conversation.losses() - gapsTold;
        gapsTold += fresh;
        return fresh;
    }

    @Override
    public void over(Exchange exchange, long endNanos) {
        table.over(this, exchange, endNanos);
    }

    @Override
    public boolean wantsText() {
        return false;
    }
}
