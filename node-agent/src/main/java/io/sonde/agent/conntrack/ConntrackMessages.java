// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.conntrack;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.sonde.agent.net.Translation;
import io.sonde.agent.net.Tuple;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** Reads netlink messages about tracked connections. Garbage-free; names and numbers are the kernel's (an ABI). */
final class ConntrackMessages {
    static final int ATTRIBUTE_HEADER_BYTES = 4;
    /** After the header of netlink and the one of netfilter. */
    static final int ATTRIBUTES_OFFSET = 20;

    static final int ORIGINAL = 1;
    static final int REPLY = 2;
    static final int STATUS = 3;
    static final int TUPLE_ADDRESSES = 1;
    static final int TUPLE_PROTOCOL = 2;
    static final int PROTOCOL_NUMBER = 1;
    static final int TCP = 6;
    /** Source or destination. */
    static final int TRANSLATED = 0x30;

    /** What netlink says besides connections. */
    enum End {
        MORE,
        DONE,
        ERROR
    }

    private static final int ERROR_MESSAGE = 2;
    private static final int DONE_MESSAGE = 3;
    /** Subsystem 1, message 0. */
    private static final int CONNECTION = 1 << 8;

    private static final int TYPE_MASK = 0x3FFF;
    private static final int ALIGNMENT = 4;

    static final int V4_SOURCE = 1;
    static final int V4_DESTINATION = 2;
    static final int V6_SOURCE = 3;
    static final int V6_DESTINATION = 4;
    static final int SOURCE_PORT = 2;
    static final int DESTINATION_PORT = 3;
    private static final long V4_MAPPED = 0xFFFFL << 32;

    private static final ValueLayout.OfShort WIRE_SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt WIRE_INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong WIRE_LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final Translation translation = new Translation();
    private int protocol;
    private int errno;

    /** The error that {@link End#ERROR} stands for. */
    int errno() {
        return errno;
    }

    /** Shows each translated TCP connection; what is shown is reused. */
    End read(MemorySegment memory, long start, long length, long namespace, Consumer<Translation> visitor) {
        long at = start;
        long end = start + length;
        while (at + ATTRIBUTES_OFFSET - ALIGNMENT <= end) {
            long bytes = Integer.toUnsignedLong(memory.get(JAVA_INT, at));
            int type = Short.toUnsignedInt(memory.get(JAVA_SHORT, at + 4));
            if (bytes < ATTRIBUTES_OFFSET - ALIGNMENT || at + bytes > end) {
                break;
            }
            if (type == DONE_MESSAGE) {
                return End.DONE;
            }
            if (type == ERROR_MESSAGE) {
                errno = -memory.get(JAVA_INT, at + ATTRIBUTES_OFFSET - ALIGNMENT);
                return End.ERROR;
            }
            if (type == CONNECTION && connection(memory, at + ATTRIBUTES_OFFSET, at + bytes)) {
                translation.namespace = namespace;
                visitor.accept(translation);
            }
            at += aligned(bytes);
        }
        return End.MORE;
    }

    private boolean connection(MemorySegment memory, long start, long end) {
        protocol = 0;
        for (long at = start; at + ATTRIBUTE_HEADER_BYTES <= end; at += step(memory, at)) {
            long value = at + ATTRIBUTE_HEADER_BYTES;
            switch (type(memory, at)) {
                case ORIGINAL -> tuple(memory, value, at + length(memory, at), translation.original);
                case REPLY -> tuple(memory, value, at + length(memory, at), translation.reply);
                default -> {}
            }
        }
        // Not by the mark of a translation: IPVS leaves none.
        return protocol == TCP && !translation.reply.answers(translation.original);
    }

    private void tuple(MemorySegment memory, long start, long end, Tuple into) {
        for (long at = start; at + ATTRIBUTE_HEADER_BYTES <= end; at += step(memory, at)) {
            long value = at + ATTRIBUTE_HEADER_BYTES;
            switch (type(memory, at)) {
                case TUPLE_ADDRESSES -> addresses(memory, value, at + length(memory, at), into);
                case TUPLE_PROTOCOL -> ports(memory, value, at + length(memory, at), into);
                default -> {}
            }
        }
    }

    private static void addresses(MemorySegment memory, long start, long end, Tuple into) {
        for (long at = start; at + ATTRIBUTE_HEADER_BYTES <= end; at += step(memory, at)) {
            long value = at + ATTRIBUTE_HEADER_BYTES;
            switch (type(memory, at)) {
                case V4_SOURCE -> {
                    into.sourceHigh = 0;
                    into.sourceLow = v4(memory, value);
                }
                case V4_DESTINATION -> {
                    into.destinationHigh = 0;
                    into.destinationLow = v4(memory, value);
                }
                case V6_SOURCE -> {
                    into.sourceHigh = memory.get(WIRE_LONG, value);
                    into.sourceLow = memory.get(WIRE_LONG, value + Long.BYTES);
                }
                case V6_DESTINATION -> {
                    into.destinationHigh = memory.get(WIRE_LONG, value);
                    into.destinationLow = memory.get(WIRE_LONG, value + Long.BYTES);
                }
                default -> {}
            }
        }
    }

    private void ports(MemorySegment memory, long start, long end, Tuple into) {
        for (long at = start; at + ATTRIBUTE_HEADER_BYTES <= end; at += step(memory, at)) {
            long value = at + ATTRIBUTE_HEADER_BYTES;
            switch (type(memory, at)) {
                case PROTOCOL_NUMBER -> protocol = memory.get(JAVA_BYTE, value);
                case SOURCE_PORT -> into.sourcePort = Short.toUnsignedInt(memory.get(WIRE_SHORT, value));
                case DESTINATION_PORT -> into.destinationPort = Short.toUnsignedInt(memory.get(WIRE_SHORT, value));
                default -> {}
            }
        }
    }

    private static long v4(MemorySegment memory, long at) {
        return V4_MAPPED | Integer.toUnsignedLong(memory.get(WIRE_INT, at));
    }

    private static int type(MemorySegment memory, long at) {
        return memory.get(JAVA_SHORT, at + Short.BYTES) & TYPE_MASK;
    }

    private static int length(MemorySegment memory, long at) {
        return Short.toUnsignedInt(memory.get(JAVA_SHORT, at));
    }

    /** An attribute is at least as long as its header: a walk over them ends. */
    private static long step(MemorySegment memory, long at) {
        return Math.max(ATTRIBUTE_HEADER_BYTES, aligned(length(memory, at)));
    }

    private static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
    }
}
