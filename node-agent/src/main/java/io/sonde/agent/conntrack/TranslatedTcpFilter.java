// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.conntrack;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A socket filter in classic BPF: lets the kernel drop what it would tell of connections that nobody translates, and of
 * anything but TCP, before it costs a wake-up.
 */
final class TranslatedTcpFilter {
    private static final int INSTRUCTION_BYTES = 8;
    private static final int PROGRAM_BYTES = 16;

    private static final int LOAD_IMMEDIATE = 0x00;
    private static final int LOAD_X_IMMEDIATE = 0x01;
    private static final int LOAD_BYTE = 0x30;
    private static final int LOAD_WORD_AT_X = 0x40;
    private static final int LOAD_BYTE_AT_X = 0x50;
    private static final int COPY_TO_X = 0x07;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;
    /** Loads from here on are questions to the kernel: where is the attribute whose type is in X? */
    private static final int FIND_ATTRIBUTE = -0x1000 + 12;

    private static final int FIND_NESTED_ATTRIBUTE = -0x1000 + 16;

    private static final int KEEP = 20;
    private static final int DROP = 21;
    private static final int EVERYTHING = -1;

    private static final int[][] PROGRAM = {
        {LOAD_IMMEDIATE, 0, 0, ConntrackMessages.ATTRIBUTES_OFFSET},
        {LOAD_X_IMMEDIATE, 0, 0, ConntrackMessages.STATUS},
        {LOAD_BYTE, 0, 0, FIND_ATTRIBUTE},
        {JUMP_EQUAL, DROP, 4, 0},
        {COPY_TO_X, 0, 0, 0},
        {LOAD_WORD_AT_X, 0, 0, ConntrackMessages.ATTRIBUTE_HEADER_BYTES},
        {JUMP_ANY_BIT, 7, DROP, ConntrackMessages.TRANSLATED},
        {LOAD_IMMEDIATE, 0, 0, ConntrackMessages.ATTRIBUTES_OFFSET},
        {LOAD_X_IMMEDIATE, 0, 0, ConntrackMessages.ORIGINAL},
        {LOAD_BYTE, 0, 0, FIND_ATTRIBUTE},
        {JUMP_EQUAL, DROP, 11, 0},
        {LOAD_X_IMMEDIATE, 0, 0, ConntrackMessages.TUPLE_PROTOCOL},
        {LOAD_BYTE, 0, 0, FIND_NESTED_ATTRIBUTE},
        {JUMP_EQUAL, DROP, 14, 0},
        {LOAD_X_IMMEDIATE, 0, 0, ConntrackMessages.PROTOCOL_NUMBER},
        {LOAD_BYTE, 0, 0, FIND_NESTED_ATTRIBUTE},
        {JUMP_EQUAL, DROP, 17, 0},
        {COPY_TO_X, 0, 0, 0},
        {LOAD_BYTE_AT_X, 0, 0, ConntrackMessages.ATTRIBUTE_HEADER_BYTES},
        {JUMP_EQUAL, KEEP, DROP, ConntrackMessages.TCP},
        {RETURN, 0, 0, EVERYTHING},
        {RETURN, 0, 0, 0},
    };

    private TranslatedTcpFilter() {}

    /** As setsockopt wants it. Jumps above are written as places and counted from the next instruction here. */
    static MemorySegment program(Arena arena) {
        MemorySegment code = arena.allocate((long) PROGRAM.length * INSTRUCTION_BYTES, Integer.BYTES);
        for (int i = 0; i < PROGRAM.length; i++) {
            int[] instruction = PROGRAM[i];
            long at = (long) i * INSTRUCTION_BYTES;
            boolean jump = instruction[0] == JUMP_EQUAL || instruction[0] == JUMP_ANY_BIT;
            code.set(JAVA_SHORT, at, (short) instruction[0]);
            code.set(JAVA_BYTE, at + 2, (byte) (jump ? instruction[1] - i - 1 : 0));
            code.set(JAVA_BYTE, at + 3, (byte) (jump ? instruction[2] - i - 1 : 0));
            code.set(JAVA_INT, at + 4, instruction[3]);
        }
        MemorySegment program = arena.allocate(PROGRAM_BYTES, Long.BYTES);
        program.set(JAVA_SHORT, 0, (short) PROGRAM.length);
        program.set(ADDRESS, 8, code);
        return program;
    }
}
