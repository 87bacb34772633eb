// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.conntrack;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a program of classic BPF for netlink messages, with labels where to jump. Numbers are the kernel's (an ABI). */
final class ClassicFilter {
    private static final int INSTRUCTION_BYTES = 8;

    private static final int LOAD_IMMEDIATE = 0x00;
    private static final int LOAD_X_IMMEDIATE = 0x01;
    private static final int STORE = 0x02;
    private static final int JUMP = 0x05;
    private static final int RETURN = 0x06;
    private static final int COPY_TO_X = 0x07;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_EQUAL_X = 0x1d;
    private static final int LOAD_BYTE = 0x30;
    private static final int LOAD_WORD_AT_X = 0x40;
    private static final int JUMP_ANY_BIT = 0x45;
    private static final int LOAD_HALF_AT_X = 0x48;
    private static final int LOAD_BYTE_AT_X = 0x50;
    private static final int LOAD_STORED = 0x60;
    private static final int LOAD_X_STORED = 0x61;
    /** Loads from here on are questions to the kernel: where is the attribute whose type is in X? */
    private static final int FIND_ATTRIBUTE = -0x1000 + 12;

    private static final int FIND_NESTED_ATTRIBUTE = -0x1000 + 16;
    private static final int EVERYTHING = -1;
    private static final int NEXT = -1;

    /** @param met label to go to when the condition holds, or {@link #NEXT} */
    private record Instruction(int code, int met, int otherwise, int operand) {}

    private final List<Instruction> instructions = new ArrayList<>();
    private final Map<Integer, Integer> labels = new HashMap<>();

    /** Where the attribute of that type lies, among those from the offset on. */
    ClassicFilter find(int offset, int type, int ifAbsent) {
        plain(LOAD_IMMEDIATE, offset);
        plain(LOAD_X_IMMEDIATE, type);
        plain(LOAD_BYTE, FIND_ATTRIBUTE);
        return ifEqual(0, ifAbsent);
    }

    /** Where it lies inside the attribute that was found last. */
    ClassicFilter findInside(int type, int ifAbsent) {
        plain(LOAD_X_IMMEDIATE, type);
        plain(LOAD_BYTE, FIND_NESTED_ATTRIBUTE);
        return ifEqual(0, ifAbsent);
    }

    ClassicFilter store(int word) {
        return plain(STORE, word);
    }

    ClassicFilter load(int word) {
        return plain(LOAD_STORED, word);
    }

    /** Behind the place that was found or loaded last. */
    ClassicFilter loadByte(int behind) {
        return plain(COPY_TO_X, 0).plain(LOAD_BYTE_AT_X, behind);
    }

    ClassicFilter loadHalf(int behind) {
        return plain(COPY_TO_X, 0).plain(LOAD_HALF_AT_X, behind);
    }

    ClassicFilter loadWord(int behind) {
        return plain(COPY_TO_X, 0).plain(LOAD_WORD_AT_X, behind);
    }

    ClassicFilter ifAnyBit(int bits, int label) {
        return add(new Instruction(JUMP_ANY_BIT, label, NEXT, bits));
    }

    ClassicFilter unlessEqual(int value, int label) {
        return add(new Instruction(JUMP_EQUAL, NEXT, label, value));
    }

    ClassicFilter unlessStored(int word, int label) {
        plain(LOAD_X_STORED, word);
        return add(new Instruction(JUMP_EQUAL_X, NEXT, label, 0));
    }

    ClassicFilter jump(int label) {
        return add(new Instruction(JUMP, label, NEXT, 0));
    }

    ClassicFilter at(int label) {
        labels.put(label, instructions.size());
        return this;
    }

    ClassicFilter keep() {
        return plain(RETURN, EVERYTHING);
    }

    ClassicFilter drop() {
        return plain(RETURN, 0);
    }

    int length() {
        return instructions.size();
    }

    MemorySegment code(Arena arena) {
        MemorySegment code = arena.allocate((long) length() * INSTRUCTION_BYTES, Integer.BYTES);
        for (int i = 0; i < length(); i++) {
            Instruction one = instructions.get(i);
            long at = (long) i * INSTRUCTION_BYTES;
            boolean always = one.code == JUMP;
            code.set(JAVA_SHORT, at, (short) one.code);
            code.set(JAVA_BYTE, at + 2, (byte) (always ? 0 : distance(i, one.met)));
            code.set(JAVA_BYTE, at + 3, (byte) (always ? 0 : distance(i, one.otherwise)));
            code.set(JAVA_INT, at + 4, always ? distance(i, one.met) : one.operand);
        }
        return code;
    }

    /** Jumps are counted from the next instruction, and lead forward only. */
    private int distance(int from, int label) {
        if (label == NEXT) {
            return 0;
        }
        Integer place = labels.get(label);
        if (place == null || place <= from || place - from > Byte.MAX_VALUE * 2) {
            throw new IllegalStateException("BUG: no way from " + from + " to label " + label);
        }
        return place - from - 1;
    }

    private ClassicFilter ifEqual(int value, int label) {
        return add(new Instruction(JUMP_EQUAL, label, NEXT, value));
    }

    private ClassicFilter plain(int code, int operand) {
        return add(new Instruction(code, NEXT, NEXT, operand));
    }

    private ClassicFilter add(Instruction instruction) {
        instructions.add(instruction);
        return this;
    }
}
