// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.kernel.SocketEnds;
import io.sonde.agent.table.Hash;

/** Both ends of a socket, copied out of an event; reused for the next one. */
public final class Endpoints {
    long localHigh;
    long localLow;
    long remoteHigh;
    long remoteLow;
    long namespace;
    int localPort;
    int remotePort;

    /** Somebody on the way changes addresses: who is really at the other end. Zero where nobody does. */
    boolean translated;

    long actualHigh;
    long actualLow;
    int actualPort;

    /** False when it is whom the socket sees anyway. */
    boolean actual(long high, long low, int port) {
        translated = high != remoteHigh || low != remoteLow || port != remotePort;
        actualHigh = translated ? high : 0;
        actualLow = translated ? low : 0;
        actualPort = translated ? port : 0;
        return translated;
    }

    public void copyFrom(SocketEnds socket) {
        localHigh = socket.localHigh();
        localLow = socket.localLow();
        remoteHigh = socket.remoteHigh();
        remoteLow = socket.remoteLow();
        namespace = socket.networkNamespace();
        localPort = socket.localPort();
        remotePort = socket.remotePort();
        actual(remoteHigh, remoteLow, remotePort);
    }

    public void copyFrom(Endpoints other) {
        localHigh = other.localHigh;
        localLow = other.localLow;
        remoteHigh = other.remoteHigh;
        remoteLow = other.remoteLow;
        namespace = other.namespace;
        localPort = other.localPort;
        remotePort = other.remotePort;
        translated = other.translated;
        actualHigh = other.actualHigh;
        actualLow = other.actualLow;
        actualPort = other.actualPort;
    }

    public boolean isTranslated() {
        return translated;
    }

    public String localAddress() {
        return AddressText.of(localHigh, localLow);
    }

    public String remoteAddress() {
        return AddressText.of(remoteHigh, remoteLow);
    }

    public int localPort() {
        return localPort;
    }

    public int remotePort() {
        return remotePort;
    }

    public long networkNamespace() {
        return namespace;
    }

    /** Tells peers of one socket apart. */
    public long peerHash() {
        return Hash.join(Hash.join(remoteHigh, remoteLow), remotePort);
    }

    /** The same as the socket of a record sees it. */
    public boolean sameAs(SocketEnds other) {
        return localPort == other.localPort()
                && remotePort == other.remotePort()
                && namespace == other.networkNamespace()
                && localHigh == other.localHigh()
                && localLow == other.localLow()
                && remoteHigh == other.remoteHigh()
                && remoteLow == other.remoteLow();
    }

    /** The same as the sockets see it. */
    public boolean sameAs(Endpoints other) {
        return localPort == other.localPort
                && remotePort == other.remotePort
                && namespace == other.namespace
                && localHigh == other.localHigh
                && localLow == other.localLow
                && remoteHigh == other.remoteHigh
                && remoteLow == other.remoteLow;
    }
}
