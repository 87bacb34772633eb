// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static io.sonde.agent.kernel.EventLayouts.TCP_EVENT;
import static io.sonde.agent.kernel.EventLayouts.offset;

/** A {@code tcp_event} where it lies in the ring. */
final class TcpEventView extends SocketView implements TcpEvent {
    private static final long DURATION = offset(TCP_EVENT, "duration_ns");
    private static final long ERROR = offset(TCP_EVENT, "error");
    private static final long ROLE = offset(TCP_EVENT, "role");

    TcpEventView() {
        super(TCP_EVENT);
    }

    @Override
    public long durationNanos() {
        return longAt(DURATION);
    }

    @Override
    public int error() {
        return intAt(ERROR);
    }

    @Override
    public boolean client() {
        return byteAt(ROLE) == EventLayouts.ROLE_CLIENT;
    }

    @Override
    public boolean server() {
        return byteAt(ROLE) == EventLayouts.ROLE_SERVER;
    }
}
