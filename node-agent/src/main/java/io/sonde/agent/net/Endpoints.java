// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.kernel.TcpSocket;

/** Both ends of a socket, copied out of an event; reused for the next one. */
final class Endpoints {
    long localHigh;
    long localLow;
    long remoteHigh;
    long remoteLow;
    long namespace;
    int localPort;
    int remotePort;

    void copyFrom(TcpSocket socket) {
        localHigh = socket.localHigh();
        localLow = socket.localLow();
        remoteHigh = socket.remoteHigh();
        remoteLow = socket.remoteLow();
        namespace = socket.networkNamespace();
        localPort = socket.localPort();
        remotePort = socket.remotePort();
    }

    void copyFrom(Endpoints other) {
        localHigh = other.localHigh;
        localLow = other.localLow;
        remoteHigh = other.remoteHigh;
        remoteLow = other.remoteLow;
        namespace = other.namespace;
        localPort = other.localPort;
        remotePort = other.remotePort;
    }

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
