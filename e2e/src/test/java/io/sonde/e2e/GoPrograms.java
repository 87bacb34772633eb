// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs in Go, built from {@code src/test/go} where Go is there. */
final class GoPrograms {
    private static final Path SOURCES = Path.of("src", "test", "go");
    private static final Path BUILT = Path.of("target", "go");

    private GoPrograms() {}

    /** One that needs nothing but Go: built in seconds. */
    static String small(String name) {
        Privileges.needProgram("go", "golang-go");
        return build(name, ".");
    }

    /** One with modules of others, fetched and compiled for minutes: only where that is asked for, or was done before. */
    static String large(String name, String what) {
        if (!Files.exists(BUILT.resolve(name))) {
            Privileges.need(Boolean.getBoolean("truth.all"), name + " is only built by `make truth`");
        }
        Privileges.needProgram("go", "golang-go");
        return build(name, what);
    }

    private static String build(String name, String what) {
        String program = BUILT.resolve(name).toAbsolutePath().toString();
        try {
            Process go = new ProcessBuilder("go", "build", "-o", program, what)
                    .directory(SOURCES.resolve(name).toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(go.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (go.waitFor() != 0) {
                throw new IllegalStateException(name + " cannot be built: " + said);
            }
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
