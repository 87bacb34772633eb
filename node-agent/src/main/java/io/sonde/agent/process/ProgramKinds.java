// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import io.sonde.agent.service.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Knows what kind of program bears a name, from the table {@code kinds.txt}. */
final class ProgramKinds {
    private static final String TABLE = "kinds.txt";

    private final Map<String, String> exact = new HashMap<>();
    private final TreeMap<String, String> prefixes = new TreeMap<>();

    ProgramKinds() {
        readTable()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(this::add);
    }

    private void add(String line) {
        int colon = line.indexOf(':');
        String kind = line.substring(0, colon);
        for (String name : line.substring(colon + 1).strip().split(" ")) {
            if (name.endsWith("*")) {
                prefixes.put(name.substring(0, name.length() - 1), kind);
            } else {
                exact.put(name, kind);
            }
        }
    }

    /** {@link Program#UNKNOWN_KIND} for a name that is not in the table. */
    String of(String name) {
        String known = exact.get(name);
        if (known == null) {
            known = exact.get(Names.withoutVersion(name));
        }
        if (known != null) {
            return known;
        }
        var below = prefixes.floorEntry(name);
        return below != null && name.startsWith(below.getKey()) ? below.getValue() : Program.UNKNOWN_KIND;
    }

    boolean knows(String name) {
        return !of(name).equals(Program.UNKNOWN_KIND);
    }

    /** Whether the table has this very name, not just its beginning. */
    boolean lists(String name) {
        return exact.containsKey(name);
    }

    private static String readTable() {
        try (InputStream table = ProgramKinds.class.getResourceAsStream(TABLE)) {
            if (table == null) {
                throw new IllegalStateException("BUG: " + TABLE + " is not in the jar");
            }
            return new String(table.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
