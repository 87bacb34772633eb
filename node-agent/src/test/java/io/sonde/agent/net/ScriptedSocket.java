// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.kernel.SocketRecord;
import io.sonde.agent.kernel.TcpEvent;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** One socket as the kernel would show it, in events and in walks. */
final class ScriptedSocket implements TcpEvent, SocketRecord {
    static final long NAMESPACE = 4026531840L;
    private static final int ESTABLISHED = 1;
    private static final int LISTEN = 10;
    private static long nextSocket = 0xffff_8881_0000_0000L;

    private final long socket = nextSocket += 2_304;
    private int pid;
    private long localHigh;
    private long localLow;
    private long remoteHigh;
    private long remoteLow;
    private int localPort;
    private int remotePort;
    private long sent;
    private long received;
    private int retransmits;
    private int rttMicros;
    private long durationNanos = UNKNOWN_DURATION;
    private int error;
    private boolean client;
    private boolean server;
    private int state = ESTABLISHED;

    static ScriptedSocket client(int pid, String local, String remote) {
        ScriptedSocket socket = between(local, remote);
        socket.client = true;
        socket.pid = pid;
        socket.durationNanos = 1_000_000;
        return socket;
    }

    static ScriptedSocket server(String local, String remote) {
        ScriptedSocket socket = between(local, remote);
        socket.server = true;
        return socket;
    }

    static ScriptedSocket listener(int pid, String local) {
        ScriptedSocket socket = between(local, "0.0.0.0:0");
        socket.pid = pid;
        socket.state = LISTEN;
        return socket;
    }

    /** It was there before the agent. */
    static ScriptedSocket old(int pid, String local, String remote) {
        ScriptedSocket socket = between(local, remote);
        socket.pid = pid;
        return socket;
    }

    private static ScriptedSocket between(String local, String remote) {
        var socket = new ScriptedSocket();
        long[] localHalves = halves(local);
        long[] remoteHalves = halves(remote);
        socket.localHigh = localHalves[0];
        socket.localLow = localHalves[1];
        socket.localPort = port(local);
        socket.remoteHigh = remoteHalves[0];
        socket.remoteLow = remoteHalves[1];
        socket.remotePort = port(remote);
        return socket;
    }

    ScriptedSocket traffic(long bytesSent, long bytesReceived, int segmentsSentAgain) {
        sent = bytesSent;
        received = bytesReceived;
        retransmits = segmentsSentAgain;
        return this;
    }

    ScriptedSocket rtt(int micros) {
        rttMicros = micros;
        return this;
    }

    ScriptedSocket by(int newPid) {
        pid = newPid;
        return this;
    }

    ScriptedSocket ended(int errno, long nanos) {
        error = errno;
        durationNanos = nanos;
        return this;
    }

    private static long[] halves(String endpoint) {
        try {
            byte[] bytes = InetAddress.getByName(endpoint.substring(0, endpoint.lastIndexOf(':')))
                    .getAddress();
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return bytes.length == 4
                    ? new long[] {0, 0xFFFF_0000_0000L | (buffer.getInt() & 0xFFFF_FFFFL)}
                    : new long[] {buffer.getLong(), buffer.getLong()};
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(endpoint, e);
        }
    }

    private static int port(String endpoint) {
        return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    }

    @Override
    public long socket() {
        return socket;
    }

    @Override
    public int pid() {
        return pid;
    }

    @Override
    public long timeNanos() {
        return 1;
    }

    @Override
    public long localHigh() {
        return localHigh;
    }

    @Override
    public long localLow() {
        return localLow;
    }

    @Override
    public long remoteHigh() {
        return remoteHigh;
    }

    @Override
    public long remoteLow() {
        return remoteLow;
    }

    @Override
    public int localPort() {
        return localPort;
    }

    @Override
    public int remotePort() {
        return remotePort;
    }

    @Override
    public long networkNamespace() {
        return NAMESPACE;
    }

    @Override
    public long bytesSent() {
        return sent;
    }

    @Override
    public long bytesReceived() {
        return received;
    }

    @Override
    public int retransmits() {
        return retransmits;
    }

    @Override
    public int rttMicros() {
        return rttMicros;
    }

    @Override
    public long durationNanos() {
        return durationNanos;
    }

    @Override
    public int error() {
        return error;
    }

    @Override
    public boolean client() {
        return client;
    }

    @Override
    public boolean server() {
        return server;
    }

    @Override
    public int state() {
        return state;
    }

    @Override
    public boolean listening() {
        return state == LISTEN;
    }

    @Override
    public boolean established() {
        return state == ESTABLISHED;
    }
}
