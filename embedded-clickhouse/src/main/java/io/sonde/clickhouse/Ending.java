// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * How the program ends: in order, and never through the exit code of libchdb, which crashes while a connection is open. Whatever
 * asks for the end (a signal, the parent's death, an error) comes here.
 */
final class Ending {
    /** Statements are killed and come back within moments; data is safe even when they do not. */
    private static final long DEADLINE_SECONDS = 10;

    /** With this property the JVM ends by itself, as it must to write an AOT cache; libchdb bears that while nothing is open. */
    private static final String LEAVE_TO_JVM = "sonde.engine.leaveExitToJvm";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private volatile ExitCode code = ExitCode.DONE;

    Ending() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::inOrder, "ending"));
    }

    /** Closed at the end, in the order of these calls. */
    <T extends AutoCloseable> T closes(T part) {
        synchronized (parts) {
            parts.add(part);
        }
        return part;
    }

    void now(ExitCode code, String message) {
        System.err.println("sonde-embedded-clickhouse: " + message);
        this.code = code;
        System.exit(code.number());
    }

    /** The parent holds the other end of the pipe and never writes: when it ends, the parent has. */
    void whenStdinEnds() {
        Thread.ofPlatform().daemon().name("stdin").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Nothing is ever said there.
                }
            } catch (IOException e) {
                // As good as its end.
            }
            now(ExitCode.DONE, "the parent is gone");
        });
    }

    private void inOrder() {
        Thread.ofPlatform().daemon().name("deadline").start(this::atDeadline);
        synchronized (parts) {
            parts.forEach(Ending::close);
        }
        if (!Boolean.getBoolean(LEAVE_TO_JVM)) {
            Libc.exitAtOnce(code.number());
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println("could not close " + part + ": " + e);
        }
    }

    private void atDeadline() {
        try {
            TimeUnit.SECONDS.sleep(DEADLINE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Libc.exitAtOnce(code.number());
    }
}
