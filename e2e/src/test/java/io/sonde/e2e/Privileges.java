// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** What the tests on a real kernel need; a test that cannot run says what is missing. */
final class Privileges {
    static void require() {
        need("root".equals(System.getProperty("user.name")), "the kernel part needs root");
        need(Files.exists(Path.of("/sys/kernel/btf/vmlinux")), "this kernel has no BTF");
        need(Programs.has("ip"), "ip (package iproute2) is missing");
    }

    static void needProgram(String program, String debianPackage) {
        need(Programs.has(program), program + " (package " + debianPackage + ") is missing");
    }

    static void need(boolean met, String otherwise) {
        if (!met) {
            System.out.println("SKIPPED: " + otherwise);
        }
        Assumptions.assumeTrue(met, otherwise);
    }

    private Privileges() {}
}
