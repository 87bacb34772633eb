// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.kernel.TcpSocket;
import io.sonde.agent.service.Service;
import org.jspecify.annotations.Nullable;

/** An open connection: what of its traffic was counted already, and in which series. Reused after its end. */
final class LiveConnection {
    private static final long SEEN = Long.MIN_VALUE;

    final Endpoints ends = new Endpoints();
    final HolderVote vote = new HolderVote();
    long socket;
    /** Null as long as nobody knows whose it is. */
    @Nullable
    Series series;

    boolean server;
    /** Found by a walk: it existed before the agent, or its event is still to come. */
    boolean found;
    /** Its opening stands in a series already, or is none of ours. */
    boolean openingCounted;
    /** Its owner was told by the listener, not by the process itself. */
    boolean ownerGuessed;
    /** Between a proxy and the service that it answers for: it is followed and not counted. */
    boolean inner;
    /** Opened in this interval and not sent yet. */
    int openedInterval;

    private long sentCounted;
    private long receivedCounted;
    private int retransmitsCounted;
    private long sentSeen;
    private long receivedSeen;
    private int retransmitsSeen;
    private int rttMicros;
    private long missedSince = SEEN;

    /** What passed before this moment is not counted. */
    void start(TcpSocket from, Endpoints at) {
        socket = from.socket();
        ends.copyFrom(at);
        series = null;
        server = false;
        found = false;
        openingCounted = false;
        ownerGuessed = false;
        inner = false;
        openedInterval = 0;
        vote.reset();
        missedSince = SEEN;
        see(from);
        sentCounted = sentSeen;
        receivedCounted = receivedSeen;
        retransmitsCounted = retransmitsSeen;
    }

    /** Counters only grow; of several views of one socket the latest counts. */
    void see(TcpSocket now) {
        sentSeen = now.bytesSent();
        receivedSeen = now.bytesReceived();
        retransmitsSeen = now.retransmits();
        rttMicros = now.rttMicros();
    }

    /** Adds to the series what passed since the last time, so that every byte is counted once. */
    void settle(Series to) {
        to.traffic(
                Math.max(0, sentSeen - sentCounted),
                Math.max(0, receivedSeen - receivedCounted),
                Math.max(0, retransmitsSeen - retransmitsCounted));
        sentCounted = sentSeen;
        receivedCounted = receivedSeen;
        retransmitsCounted = retransmitsSeen;
        if (rttMicros > 0) {
            to.roundTrip(rttMicros);
        }
    }

    void held(int walk, int pid, Service holder) {
        vote.add(walk, pid, holder, series == null ? null : series.service());
        missedSince = SEEN;
    }

    /** No process holds it: it waits to be accepted, sends its last bytes, or ended without a word. */
    boolean missedLongerThan(long nanos, long nowNanos) {
        if (missedSince == SEEN) {
            missedSince = nowNanos;
        }
        return nowNanos - missedSince > nanos;
    }
}
