// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static io.sonde.agent.kernel.EventLayouts.ENDPOINTS;
import static io.sonde.agent.kernel.EventLayouts.offset;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Reads the endpoints that every record about a socket holds, where they lie. */
abstract class EndsView implements SocketEnds {
    private static final ValueLayout.OfLong NETWORK_ORDER = JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);
    private static final long LOCAL = offset(ENDPOINTS, "local");
    private static final long REMOTE = offset(ENDPOINTS, "remote");
    private static final long LOCAL_PORT = offset(ENDPOINTS, "local_port");
    private static final long REMOTE_PORT = offset(ENDPOINTS, "remote_port");
    private static final long NETNS = offset(ENDPOINTS, "netns");

    private final long endpoints;

    private MemorySegment memory = MemorySegment.NULL;
    private long start;

    EndsView(StructLayout record) {
        this.endpoints = offset(record, "endpoints");
    }

    final void moveTo(MemorySegment newMemory, long newStart) {
        memory = newMemory;
        start = newStart;
    }

    final MemorySegment memory() {
        return memory;
    }

    final long start() {
        return start;
    }

    final int intAt(long offset) {
        return memory.get(JAVA_INT, start + offset);
    }

    final long longAt(long offset) {
        return memory.get(JAVA_LONG, start + offset);
    }

    final byte byteAt(long offset) {
        return memory.get(ValueLayout.JAVA_BYTE, start + offset);
    }

    private int portAt(long offset) {
        return Short.toUnsignedInt(memory.get(JAVA_SHORT, start + offset));
    }

    private long addressAt(long offset) {
        return memory.get(NETWORK_ORDER, start + offset);
    }

    @Override
    public final long localHigh() {
        return addressAt(endpoints + LOCAL);
    }

    @Override
    public final long localLow() {
        return addressAt(endpoints + LOCAL + Long.BYTES);
    }

    @Override
    public final long remoteHigh() {
        return addressAt(endpoints + REMOTE);
    }

    @Override
    public final long remoteLow() {
        return addressAt(endpoints + REMOTE + Long.BYTES);
    }

    @Override
    public final int localPort() {
        return portAt(endpoints + LOCAL_PORT);
    }

    @Override
    public final int remotePort() {
        return portAt(endpoints + REMOTE_PORT);
    }

    @Override
    public final long networkNamespace() {
        return Integer.toUnsignedLong(intAt(endpoints + NETNS));
    }
}
