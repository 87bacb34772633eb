// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.table.Hash;

/** Where packets of a connection come from and go to, as one place on their way sees them. Reused. */
public final class Tuple {
    /** 127.0.0.0/8, v4-mapped, without the bits that it leaves open. */
    private static final long V4_LOOPBACK = 0xFFFF_7FL;

    private static final int V4_REST_BITS = 24;

    public long sourceHigh;
    public long sourceLow;
    public long destinationHigh;
    public long destinationLow;
    public int sourcePort;
    public int destinationPort;

    void copyFrom(Tuple other) {
        sourceHigh = other.sourceHigh;
        sourceLow = other.sourceLow;
        destinationHigh = other.destinationHigh;
        destinationLow = other.destinationLow;
        sourcePort = other.sourcePort;
        destinationPort = other.destinationPort;
    }

    /** The way there. */
    void forth(Endpoints ends) {
        sourceHigh = ends.localHigh;
        sourceLow = ends.localLow;
        sourcePort = ends.localPort;
        destinationHigh = ends.remoteHigh;
        destinationLow = ends.remoteLow;
        destinationPort = ends.remotePort;
    }

    /** The way back. */
    void reverse(Tuple other) {
        sourceHigh = other.destinationHigh;
        sourceLow = other.destinationLow;
        sourcePort = other.destinationPort;
        destinationHigh = other.sourceHigh;
        destinationLow = other.sourceLow;
        destinationPort = other.sourcePort;
    }

    boolean sameAs(Tuple other) {
        return sourcePort == other.sourcePort
                && destinationPort == other.destinationPort
                && sourceLow == other.sourceLow
                && destinationLow == other.destinationLow
                && sourceHigh == other.sourceHigh
                && destinationHigh == other.destinationHigh;
    }

    /** Whether it is just the way back of the other: nothing is changed in between. */
    public boolean answers(Tuple other) {
        return sourcePort == other.destinationPort
                && destinationPort == other.sourcePort
                && sourceLow == other.destinationLow
                && destinationLow == other.sourceLow
                && sourceHigh == other.destinationHigh
                && destinationHigh == other.sourceHigh;
    }

    /** Whether this is the way there of the socket with these ends. */
    boolean isForthOf(Endpoints ends) {
        return sourcePort == ends.localPort
                && destinationPort == ends.remotePort
                && sourceLow == ends.localLow
                && destinationLow == ends.remoteLow
                && sourceHigh == ends.localHigh
                && destinationHigh == ends.remoteHigh;
    }

    /** Whether it leads to the socket with these ends. */
    boolean isBackOf(Endpoints ends) {
        return sourcePort == ends.remotePort
                && destinationPort == ends.localPort
                && sourceLow == ends.remoteLow
                && destinationLow == ends.localLow
                && sourceHigh == ends.remoteHigh
                && destinationHigh == ends.localHigh;
    }

    /** Loopback addresses are the same in every network namespace, so that the tuple alone says nothing. */
    boolean isLocal() {
        return isLoopback(sourceHigh, sourceLow) || isLoopback(destinationHigh, destinationLow);
    }

    private static boolean isLoopback(long high, long low) {
        return high == 0 && (low == 1 || low >>> V4_REST_BITS == V4_LOOPBACK);
    }

    int hash() {
        long hash = Hash.join(sourceHigh, sourceLow);
        hash = Hash.join(hash, destinationHigh);
        hash = Hash.join(hash, destinationLow);
        return Hash.spread(Hash.join(hash, ((long) sourcePort << 32) | destinationPort));
    }
}
