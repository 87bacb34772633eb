// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.service.Service;
import io.sonde.agent.table.Hash;
import org.jspecify.annotations.Nullable;

/**
 * What the connections of one series have in common: the service, its role, and the destination of a client or the local
 * end and client address of a server. Filled anew for each search; a kept copy is never changed.
 */
public final class SeriesKey {
    @Nullable
    Service service;

    boolean server;
    /** Stands for every peer that found no place. */
    boolean otherPeers;

    long peerHigh;
    long peerLow;
    int peerPort;
    long localHigh;
    long localLow;
    int localPort;
    long namespace;
    /** The peer is behind a translation of addresses: who it really is. */
    boolean translated;

    long actualHigh;
    long actualLow;
    int actualPort;

    /** What the client asked for to be told the peer's address; told of a series, but tells none apart. */
    String peerName = "";

    public void set(Service owner, boolean isServer, Endpoints ends) {
        service = owner;
        server = isServer;
        otherPeers = false;
        peerHigh = ends.remoteHigh;
        peerLow = ends.remoteLow;
        peerPort = isServer ? 0 : ends.remotePort;
        localHigh = isServer ? ends.localHigh : 0;
        localLow = isServer ? ends.localLow : 0;
        localPort = isServer ? ends.localPort : 0;
        namespace = ends.namespace;
        // A server's peer has no port here: one that differs in its port only is the same.
        translated = ends.translated
                && (!isServer || ends.actualHigh != ends.remoteHigh || ends.actualLow != ends.remoteLow);
        actualHigh = translated ? ends.actualHigh : 0;
        actualLow = translated ? ends.actualLow : 0;
        actualPort = translated && !isServer ? ends.actualPort : 0;
    }

    public void foldPeer() {
        otherPeers = true;
        peerHigh = 0;
        peerLow = 0;
        peerPort = 0;
        translated = false;
        actualHigh = 0;
        actualLow = 0;
        actualPort = 0;
    }

    private SeriesKey copy() {
        var copy = new SeriesKey();
        copy.service = service;
        copy.server = server;
        copy.otherPeers = otherPeers;
        copy.peerHigh = peerHigh;
        copy.peerLow = peerLow;
        copy.peerPort = peerPort;
        copy.localHigh = localHigh;
        copy.localLow = localLow;
        copy.localPort = localPort;
        copy.namespace = namespace;
        copy.translated = translated;
        copy.actualHigh = actualHigh;
        copy.actualLow = actualLow;
        copy.actualPort = actualPort;
        return copy;
    }

    /** The peer has a name that was asked for. */
    public boolean isNamed() {
        return !peerName.isEmpty();
    }

    /** A copy to be kept, with the name of its peer. */
    public SeriesKey named(PeerNames names) {
        SeriesKey copy = copy();
        String name = server || otherPeers ? null : names.nameOf(peerHigh, peerLow);
        copy.peerName = name == null ? "" : name;
        return copy;
    }

    public int hash() {
        long hash = System.identityHashCode(service);
        hash = Hash.join(hash, peerHigh);
        hash = Hash.join(hash, peerLow);
        hash = Hash.join(hash, localHigh);
        hash = Hash.join(hash, localLow);
        hash = Hash.join(hash, namespace);
        hash = Hash.join(hash, actualHigh ^ actualPort);
        hash = Hash.join(hash, actualLow);
        hash = Hash.join(hash, ((long) peerPort << 32) | (localPort << 2) | (server ? 2 : 0) | (otherPeers ? 1 : 0));
        return Hash.spread(hash);
    }

    public boolean sameAs(SeriesKey other) {
        return service == other.service
                && peerPort == other.peerPort
                && localPort == other.localPort
                && server == other.server
                && otherPeers == other.otherPeers
                && peerHigh == other.peerHigh
                && peerLow == other.peerLow
                && localHigh == other.localHigh
                && localLow == other.localLow
                && namespace == other.namespace
                && translated == other.translated
                && actualPort == other.actualPort
                && actualHigh == other.actualHigh
                && actualLow == other.actualLow;
    }
}
