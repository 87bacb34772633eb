// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static io.sonde.agent.kernel.EventLayouts.TRAFFIC;
import static io.sonde.agent.kernel.EventLayouts.offset;

import java.lang.foreign.StructLayout;

/** Reads what {@code tcp_event} and {@code socket_record} have in common, where they lie. */
abstract class SocketView extends EndsView implements TcpSocket {
    private static final long BYTES_SENT = offset(TRAFFIC, "bytes_sent");
    private static final long BYTES_RECEIVED = offset(TRAFFIC, "bytes_received");
    private static final long RETRANSMITS = offset(TRAFFIC, "retransmits");
    private static final long RTT = offset(TRAFFIC, "rtt_us");

    private final long pid;
    private final long time;
    private final long socket;
    private final long traffic;

    SocketView(StructLayout record) {
        super(record);
        this.pid = offset(record, "tgid");
        this.time = offset(record, "time_ns");
        this.socket = offset(record, "socket");
        this.traffic = offset(record, "traffic");
    }

    @Override
    public final long socket() {
        return longAt(socket);
    }

    @Override
    public final int pid() {
        return intAt(pid);
    }

    @Override
    public final long timeNanos() {
        return longAt(time);
    }

    @Override
    public final long bytesSent() {
        return longAt(traffic + BYTES_SENT);
    }

    @Override
    public final long bytesReceived() {
        return longAt(traffic + BYTES_RECEIVED);
    }

    @Override
    public final int retransmits() {
        return intAt(traffic + RETRANSMITS);
    }

    @Override
    public final int rttMicros() {
        return intAt(traffic + RTT);
    }
}
