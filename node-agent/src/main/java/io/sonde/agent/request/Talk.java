// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.kernel.MovedBytes;
import io.sonde.agent.net.Endpoints;
import io.sonde.agent.protocol.Conversation;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Sessions;
import io.sonde.agent.protocol.Side;
import io.sonde.agent.service.Service;
import org.jspecify.annotations.Nullable;

/** A socket whose bytes are read: who speaks on it, to whom, and in which protocol. Used again after its end. */
final class Talk implements Exchanges.Listener {
    /** How much of a stretch is copied. */
    enum Share {
        USUAL,
        /** Several pieces of it. */
        LARGE,
        /** As usual: several pieces each time were too much. */
        NO_LARGER,
        /** Moves so much that only the ends of each stretch are worth their room. */
        ENDS
    }

    final Endpoints ends = new Endpoints();
    long socket;
    boolean datagrams;
    private final RequestTable table;
    private final Conversation conversation;

    @Nullable
    Service service;

    int pid;
    int pieces;
    /** Since the last report. */
    long copiedBytes;

    Share share = Share.USUAL;

    long lastNanos;
    /** Its connection is closed; what was copied before that may still be in the ring. */
    boolean closed;
    /** The kernel side knows that it is of no interest any more. */
    boolean decided;

    private long gapsTold;

    Talk(RequestTable table, Sessions sessions) {
        this.table = table;
        this.conversation = new Conversation(sessions, this);
    }

    /** @param port where the connection was accepted; 0: nobody knows */
    void begin(MovedBytes first, Endpoints at, int port) {
        socket = first.socket();
        datagrams = first.datagram();
        ends.copyFrom(at);
        service = null;
        pid = 0;
        pieces = 0;
        copiedBytes = 0;
        share = Share.USUAL;
        lastNanos = 0;
        closed = false;
        decided = false;
        gapsTold = 0;
        conversation.begin(port);
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

    Span.Ends ends(boolean isServer) {
        return isServer
                ? new Span.Ends(datagrams, ends.localAddress(), ends.localPort(), ends.remotePort())
                : new Span.Ends(datagrams, ends.remoteAddress(), ends.remotePort(), 0);
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
        return table.keepsSpans();
    }
}
