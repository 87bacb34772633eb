// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The type information (BTF) of a compiled object: sizes and fields of its structs, values of its enums. */
final class ObjectTypes {
    private static final int ELF_SECTION_TABLE = 0x28;
    private static final int ELF_SECTION_SIZE = 0x3a;
    private static final int ELF_SECTION_COUNT = 0x3c;
    private static final int ELF_NAMES_SECTION = 0x3e;
    private static final int KIND_STRUCT = 4;
    private static final int KIND_UNION = 5;
    private static final int KIND_ENUM = 6;

    /** Bytes after the three words that each type starts with: fixed ones, and those per member. */
    private record Extra(int fixed, int perMember) {}

    private static final Map<Integer, Extra> EXTRAS = Map.of(
            1,
            new Extra(4, 0),
            3,
            new Extra(12, 0),
            KIND_STRUCT,
            new Extra(0, 12),
            KIND_UNION,
            new Extra(0, 12),
            KIND_ENUM,
            new Extra(0, 8),
            13,
            new Extra(0, 8),
            14,
            new Extra(4, 0),
            15,
            new Extra(0, 12),
            17,
            new Extra(4, 0),
            19,
            new Extra(0, 12));

    record Field(String name, int offset) {}

    record Struct(int size, List<Field> fields) {}

    private final Map<String, Struct> structs = new HashMap<>();
    private final Map<String, Map<String, Integer>> enums = new HashMap<>();
    private final ByteBuffer btf;
    private final int strings;

    private ObjectTypes(ByteBuffer btf) {
        this.btf = btf;
        int header = btf.getInt(4);
        this.strings = header + btf.getInt(16);
        int end = header + btf.getInt(8) + btf.getInt(12);
        for (int at = header + btf.getInt(8); at < end; ) {
            at = readType(at);
        }
    }

    static ObjectTypes of(Path object) throws IOException {
        ByteBuffer elf = ByteBuffer.wrap(Files.readAllBytes(object)).order(ByteOrder.LITTLE_ENDIAN);
        int names = section(elf, Short.toUnsignedInt(elf.getShort(ELF_NAMES_SECTION)));
        for (int i = 0; i < elf.getShort(ELF_SECTION_COUNT); i++) {
            int section = section(elf, i);
            if (text(elf, (int) elf.getLong(names + 0x18) + elf.getInt(section)).equals(".BTF")) {
                ByteBuffer btf = elf.slice((int) elf.getLong(section + 0x18), (int) elf.getLong(section + 0x20));
                return new ObjectTypes(btf.order(ByteOrder.LITTLE_ENDIAN));
            }
        }
        throw new IOException(object + " has no type information: compile with -g");
    }

    private static int section(ByteBuffer elf, int index) {
        return (int) elf.getLong(ELF_SECTION_TABLE) + index * elf.getShort(ELF_SECTION_SIZE);
    }

    private static String text(ByteBuffer bytes, int start) {
        int end = start;
        while (bytes.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - start];
        bytes.get(start, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private int readType(int at) {
        String name = text(btf, strings + btf.getInt(at));
        int info = btf.getInt(at + 4);
        int members = info & 0xffff;
        int kind = info >> 24 & 0x1f;
        int body = at + 12;
        if (kind == KIND_STRUCT) {
            structs.put(name, new Struct(btf.getInt(at + 8), fields(body, members)));
        } else if (kind == KIND_ENUM) {
            enums.put(name, constants(body, members));
        }
        Extra extra = EXTRAS.getOrDefault(kind, new Extra(0, 0));
        return body + extra.fixed() + extra.perMember() * members;
    }

    private List<Field> fields(int body, int count) {
        List<Field> fields = new ArrayList<>();
        for (int at = body; at < body + 12 * count; at += 12) {
            fields.add(new Field(text(btf, strings + btf.getInt(at)), btf.getInt(at + 8) / Byte.SIZE));
        }
        return fields;
    }

    private Map<String, Integer> constants(int body, int count) {
        Map<String, Integer> constants = new LinkedHashMap<>();
        for (int at = body; at < body + 8 * count; at += 8) {
            constants.put(text(btf, strings + btf.getInt(at)), btf.getInt(at + 4));
        }
        return constants;
    }

    Struct struct(String name) {
        return structs.getOrDefault(name, new Struct(0, List.of()));
    }

    Map<String, Integer> constants(String enumName) {
        return enums.getOrDefault(enumName, Map.of());
    }
}
