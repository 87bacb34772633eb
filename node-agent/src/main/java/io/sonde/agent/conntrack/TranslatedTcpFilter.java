// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.conntrack;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A socket filter in classic BPF: lets the kernel drop what it would tell of connections that nobody translates, and of
 * anything but TCP, before it costs a wake-up. Most translations are marked; IPVS leaves no mark, so that what is not marked
 * is kept where another server answers than was asked.
 */
final class TranslatedTcpFilter {
    private static final int PROGRAM_BYTES = 16;
    private static final int ADDRESS_WORDS = 4;

    /** Labels. */
    private static final int KEEP = 0;

    private static final int DROP = 1;
    private static final int UNMARKED = 2;
    private static final int PORTS = 3;
    private static final int VERSION_6 = 4;

    /** Words of the filter's memory: where the two tuples and their addresses lie, and what is compared. */
    private static final int ASKED = 0;

    private static final int ANSWERED = 1;
    private static final int ASKED_ADDRESSES = 2;
    private static final int ANSWERED_ADDRESSES = 3;
    private static final int ONE = 4;
    private static final int OTHER = 5;
    private static final int VALUE = 6;

    private TranslatedTcpFilter() {}

    /** As setsockopt wants it. */
    static MemorySegment program(Arena arena) {
        var filter = new ClassicFilter();
        onlyTcp(filter);
        keepMarked(filter);
        filter.at(UNMARKED);
        compareAddresses(filter);
        comparePorts(filter);
        filter.at(KEEP).keep();
        filter.at(DROP).drop();
        MemorySegment code = filter.code(arena);
        MemorySegment program = arena.allocate(PROGRAM_BYTES, Long.BYTES);
        program.set(JAVA_SHORT, 0, (short) filter.length());
        program.set(ADDRESS, 8, code);
        return program;
    }

    private static void onlyTcp(ClassicFilter filter) {
        filter.find(ConntrackMessages.ATTRIBUTES_OFFSET, ConntrackMessages.ORIGINAL, DROP)
                .store(ASKED)
                .findInside(ConntrackMessages.TUPLE_PROTOCOL, DROP)
                .findInside(ConntrackMessages.PROTOCOL_NUMBER, DROP)
                .loadByte(ConntrackMessages.ATTRIBUTE_HEADER_BYTES)
                .unlessEqual(ConntrackMessages.TCP, DROP);
    }

    private static void keepMarked(ClassicFilter filter) {
        filter.find(ConntrackMessages.ATTRIBUTES_OFFSET, ConntrackMessages.STATUS, UNMARKED)
                .loadWord(ConntrackMessages.ATTRIBUTE_HEADER_BYTES)
                .ifAnyBit(ConntrackMessages.TRANSLATED, KEEP);
    }

    private static void compareAddresses(ClassicFilter filter) {
        filter.find(ConntrackMessages.ATTRIBUTES_OFFSET, ConntrackMessages.REPLY, DROP)
                .store(ANSWERED)
                .findInside(ConntrackMessages.TUPLE_ADDRESSES, DROP)
                .store(ANSWERED_ADDRESSES)
                .load(ASKED)
                .findInside(ConntrackMessages.TUPLE_ADDRESSES, DROP)
                .store(ASKED_ADDRESSES)
                .findInside(ConntrackMessages.V4_DESTINATION, VERSION_6)
                .store(ONE)
                .load(ANSWERED_ADDRESSES)
                .findInside(ConntrackMessages.V4_SOURCE, DROP)
                .store(OTHER);
        compareWords(filter, 1);
        filter.jump(PORTS)
                .at(VERSION_6)
                .load(ASKED_ADDRESSES)
                .findInside(ConntrackMessages.V6_DESTINATION, DROP)
                .store(ONE)
                .load(ANSWERED_ADDRESSES)
                .findInside(ConntrackMessages.V6_SOURCE, DROP)
                .store(OTHER);
        compareWords(filter, ADDRESS_WORDS);
    }

    private static void compareWords(ClassicFilter filter, int words) {
        for (int word = 0; word < words; word++) {
            int at = ConntrackMessages.ATTRIBUTE_HEADER_BYTES + word * Integer.BYTES;
            filter.load(ONE).loadWord(at).store(VALUE).load(OTHER).loadWord(at).unlessStored(VALUE, KEEP);
        }
    }

    private static void comparePorts(ClassicFilter filter) {
        filter.at(PORTS)
                .load(ASKED)
                .findInside(ConntrackMessages.TUPLE_PROTOCOL, DROP)
                .findInside(ConntrackMessages.DESTINATION_PORT, DROP)
                .loadHalf(ConntrackMessages.ATTRIBUTE_HEADER_BYTES)
                .store(VALUE)
                .load(ANSWERED)
                .findInside(ConntrackMessages.TUPLE_PROTOCOL, DROP)
                .findInside(ConntrackMessages.SOURCE_PORT, DROP)
                .loadHalf(ConntrackMessages.ATTRIBUTE_HEADER_BYTES)
                .unlessStored(VALUE, KEEP)
                .jump(DROP);
    }
}
