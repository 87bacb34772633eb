// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** A copy of what a flyweight said, so that it can be looked at later. */
record SeenSocket(
        String what,
        long socket,
        int pid,
        long timeNanos,
        String local,
        int localPort,
        String remote,
        int remotePort,
        long networkNamespace,
        long bytesSent,
        long bytesReceived,
        int retransmits,
        int rttMicros,
        long durationNanos,
        int error,
        String role) {

    static SeenSocket of(String what, TcpEvent event) {
        String role = event.client() ? "client" : event.server() ? "server" : "unknown";
        return of(what, event, event.durationNanos(), event.error(), role);
    }

    static SeenSocket of(SocketRecord record) {
        String what =
                record.listening() ? "listening" : record.established() ? "established" : "state " + record.state();
        return of(what, record, TcpEvent.UNKNOWN_DURATION, 0, "unknown");
    }

    private static SeenSocket of(String what, TcpSocket socket, long durationNanos, int error, String role) {
        return new SeenSocket(
                what,
                socket.socket(),
                socket.pid(),
                socket.timeNanos(),
                address(socket.localHigh(), socket.localLow()),
                socket.localPort(),
                address(socket.remoteHigh(), socket.remoteLow()),
                socket.remotePort(),
                socket.networkNamespace(),
                socket.bytesSent(),
                socket.bytesReceived(),
                socket.retransmits(),
                socket.rttMicros(),
                durationNanos,
                error,
                role);
    }

    private static String address(long high, long low) {
        byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
