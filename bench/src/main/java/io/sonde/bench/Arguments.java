// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was asked for on the command line.
 *
 * @param only the benchmarks; all of them when empty
 * @param write whether their figures take the place of the older ones on the page
 */
record Arguments(Set<String> only, boolean write) {
    static Arguments parse(List<String> args, List<String> names) {
        Set<String> only = new LinkedHashSet<>();
        boolean write = false;
        for (var arg = args.iterator(); arg.hasNext(); ) {
            switch (arg.next()) {
                case "--write" -> write = true;
                case "--only" -> only.add(name(arg.hasNext() ? arg.next() : "", names));
                default -> throw usage(names);
            }
        }
        return new Arguments(only, write);
    }

    boolean asksFor(String name) {
        return only.isEmpty() || only.contains(name);
    }

    private static String name(String name, List<String> names) {
        if (!names.contains(name)) {
            throw usage(names);
        }
        return name;
    }

    private static IllegalArgumentException usage(List<String> names) {
        return new IllegalArgumentException(
                "usage: bench [--only NAME]... [--write]\nNAME: " + String.join(", ", names));
    }
}
