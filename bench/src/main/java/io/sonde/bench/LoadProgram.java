// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The generator that agents are measured on ({@code load.c}), in one of its modes. Ends when its input is closed, or is ended. */
final class LoadProgram implements AutoCloseable {
    private static final int STOP_SECONDS = 5;

    private final Process process;
    private final BufferedReader output;

    LoadProgram(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** The next line that it prints, in words. */
    List<String> line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the load ended without a word; what went wrong stands above");
        }
        return List.of(line.split(" ", -1));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
