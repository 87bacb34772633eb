// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static io.sonde.agent.kernel.EventLayouts.ENDPOINTS;
import static io.sonde.agent.kernel.EventLayouts.offset;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the endpoints that every record about a socket holds, where they lie. Through a buffer: of a read through a segment the JVM's
 * first compiler, the only one of the agent, leaves some twenty calls, and copying to an array asks by reflection what array it is.
 */
abstract class EndsView implements SocketEnds {
    private static final long LOCAL = offset(ENDPOINTS, "local");
    private static final long REMOTE = offset(ENDPOINTS, "remote");
    private static final long LOCAL_PORT = offset(ENDPOINTS, "local_port");
    private static final long REMOTE_PORT = offset(ENDPOINTS, "remote_port");
    private static final long NETNS = offset(ENDPOINTS, "netns");

    private final long endpoints;

    private MemorySegment memory = MemorySegment.NULL;
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private ByteBuffer networkOrder = bytes;
    private int start;

    EndsView(StructLayout record) {
        this.endpoints = offset(record, "endpoints");
    }

    /** An equal segment that is another one is looked at anew, which does no harm. */
    @SuppressWarnings({"MemorySegmentReferenceEquality", "ReferenceEquality"})
    final void moveTo(MemorySegment newMemory, long newStart) {
        if (newMemory != memory) {
            memory = newMemory;
            bytes = newMemory.asByteBuffer().order(ByteOrder.nativeOrder());
            networkOrder = newMemory.asByteBuffer().order(ByteOrder.BIG_ENDIAN);
        }
        start = (int) newStart;
    }

    final void copy(long offset, byte[] target, int length) {
        bytes.get(start + (int) offset, target, 0, length);
    }

    final int intAt(long offset) {
        return bytes.getInt(start + (int) offset);
    }

    final long longAt(long offset) {
        return bytes.getLong(start + (int) offset);
    }

    final byte byteAt(long offset) {
        return bytes.get(start + (int) offset);
    }

    private int portAt(long offset) {
        return Short.toUnsignedInt(bytes.getShort(start + (int) offset));
    }

    private long addressAt(long offset) {
        return networkOrder.getLong(start + (int) offset);
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
