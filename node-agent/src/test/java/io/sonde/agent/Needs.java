// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What a test cannot do without: where it is missing the test says so and is skipped. */
final class Needs {
    private Needs() {}

    /** This very kernel, and the right to watch it. */
    static void kernel() {
        met("root".equals(System.getProperty("user.name")), "the kernel part needs root");
        met(Files.exists(Path.of("/sys/kernel/btf/vmlinux")), "this kernel has no BTF");
    }

    static void programs(String... names) {
        for (String name : names) {
            met(
                    Stream.of(System.getenv("PATH").split(File.pathSeparator))
                            .anyMatch(folder -> new File(folder, name).canExecute()),
                    name + " is missing");
        }
    }

    static void met(boolean met, String otherwise) {
        if (!met) {
            System.out.println("SKIPPED: " + otherwise);
            Assumptions.abort(otherwise);
        }
    }
}
