// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.kernel.SocketEnds;

/** Both ends of a socket, copied out of an event; reused for the next one. */
final class Endpoints {
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

    void copyFrom(SocketEnds socket) {
        localHigh = socket.localHigh();
        localLow = socket.localLow();
        remoteHigh = socket.remoteHigh();
        remoteLow = socket.remoteLow();
        namespace = socket.networkNamespace();
        localPort = socket.localPort();
        remotePort = socket.remotePort();
        actual(remoteHigh, remoteLow, remotePort);
    }

    void copyFrom(Endpoints other) {
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

    /** The same as the sockets see it. */
    boolean sameAs(Endpoints other) {
        return localPort == other.localPort
                && remotePort == other.remotePort
                && namespace == other.namespace
                && localHigh == other.localHigh
                && localLow == other.localLow
                && remoteHigh == other.remoteHigh
                && remoteLow == other.remoteLow;
    }
}
