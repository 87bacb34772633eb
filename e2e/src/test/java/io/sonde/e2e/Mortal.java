// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A program that is killed and started again, as a supervisor would. What it says is kept in one file. */
final class Mortal implements AutoCloseable {
    private final List<String> command;
    private final Path log;
    private Process process;
    private int kills;

    Mortal(Path log, List<String> command) {
        this.command = command;
        this.log = log;
        this.process = start();
    }

    private Process start() {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With signal 9, also its launcher's child; returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
        kills++;
    }

    void startAgain() {
        process = start();
    }

    /** A process that this one has started. */
    Optional<ProcessHandle> child(String ofCommandLine) {
        return process.descendants()
                .filter(child -> child.info()
                        .commandLine()
                        .filter(line -> line.contains(ofCommandLine))
                        .isPresent())
                .findFirst();
    }

    int kills() {
        return kills;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
