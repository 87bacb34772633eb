// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Bytes that a process moved between 10.0.0.1 and 10.0.0.2:80. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ScriptedMove(
        long socket, int pid, int localPort, boolean outgoing, int position, int total, long endNanos, byte[] bytes)
        implements WholeMove {
    private static final long V4 = 0xffffL << 32;
    private static final long FIRST = V4 | 0x0a000001L;
    private static final long SECOND = V4 | 0x0a000002L;
    static final int SERVER_PORT = 80;

    static ScriptedMove sent(long socket, int pid, int port, int position, String text, long nanos) {
        return sentBytes(socket, pid, port, position, text.getBytes(UTF_8), nanos);
    }

    static ScriptedMove receivedBytes(long socket, int pid, int port, int position, byte[] bytes, long nanos) {
        return new ScriptedMove(socket, pid, port, false, position, bytes.length, nanos, bytes);
    }

    static ScriptedMove sentBytes(long socket, int pid, int port, int position, byte[] bytes, long nanos) {
        return new ScriptedMove(socket, pid, port, true, position, bytes.length, nanos, bytes);
    }

    static ScriptedMove received(long socket, int pid, int port, int position, String text, long nanos) {
        return receivedBytes(socket, pid, port, position, text.getBytes(UTF_8), nanos);
    }

    /** The head of so many bytes. */
    ScriptedMove of(int whole) {
        return new ScriptedMove(socket, pid, localPort, outgoing, position, whole, endNanos, bytes);
    }

    @Override
    public long localLow() {
        return localPort == SERVER_PORT ? SECOND : FIRST;
    }

    @Override
    public long remoteLow() {
        return localPort == SERVER_PORT ? FIRST : SECOND;
    }

    @Override
    public int remotePort() {
        return localPort == SERVER_PORT ? 40_000 : SERVER_PORT;
    }
}
