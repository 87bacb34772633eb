// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** One engine for all tests that do it no harm. It ends with the tests, as it would with the server. */
final class SharedEngine {
    /** Small, so that a test may exceed it on any machine. */
    static final long MEMORY_BYTES = 400_000_000;

    static final long REQUEST_BYTES = 32 << 20;

    private static final Child CHILD = start();

    private SharedEngine() {}

    private static Child start() {
        try {
            return Child.engine(
                    Files.createTempDirectory("shared-engine"),
                    "--exit-on-stdin-end",
                    "yes",
                    "--max-memory-bytes",
                    Long.toString(MEMORY_BYTES),
                    "--max-request-bytes",
                    Long.toString(REQUEST_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static EngineHttp http() {
        return CHILD.http();
    }

    static Child child() {
        http();
        return CHILD;
    }
}
