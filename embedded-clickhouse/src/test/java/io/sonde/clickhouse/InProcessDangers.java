// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import io.sonde.clickhouse.chdb.Engine;
import io.sonde.clickhouse.chdb.EngineSettings;
import io.sonde.clickhouse.chdb.Session;
import io.sonde.clickhouse.chdb.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Runs in a JVM of its own, since it hangs or kills the one in which it fails. Says what it saw. */
final class InProcessDangers {
    private static final int DEPTHS = 200;

    private InProcessDangers() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "signals" -> signals(data);
            case "reconnect" -> reconnect(data);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.println("survived");
        Libc.exitAtOnce(0);
    }

    private static void signals(Path data) throws Exception {
        long before = caughtSignals();
        try (Engine engine = Engine.open(settings(data))) {
            engine.ask("SELECT 1");
            System.out.println(
                    "handlers " + (before == caughtSignals() ? "kept" : "changed: " + before + ", " + caughtSignals()));
            int overflows = 0;
            int nulls = 0;
            for (int i = 0; i < DEPTHS; i++) {
                overflows += overflows() ? 1 : 0;
                nulls += dereferencesNull(i % 2 == 0) ? 1 : 0;
                engine.ask("SELECT " + i);
            }
            System.out.println("overflows " + overflows + ", nulls " + nulls);
        }
    }

    /** Both come to the JVM as SIGSEGV. */
    private static boolean overflows() {
        try {
            return deeper(0) < 0;
        } catch (StackOverflowError e) {
            return true;
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static long deeper(long depth) {
        return deeper(depth + 1) + 1;
    }

    @SuppressWarnings("NullAway")
    private static boolean dereferencesNull(boolean really) {
        Object object = really ? null : "";
        try {
            return object.hashCode() == Integer.MIN_VALUE;
        } catch (NullPointerException e) {
            return true;
        }
    }

    /** One bit each. Above 31 come the real-time signals: libchdb takes one that the JVM does not use. */
    private static long caughtSignals() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigCgt:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16) & 0x7FFF_FFFF)
                .sum();
    }

    private static void reconnect(Path data) throws Exception {
        for (int i = 0; i < 5; i++) {
            try (Engine engine = Engine.open(settings(data))) {
                engine.pool().use(new Session("default", Map.of()), connection -> {
                    connection.execute(
                            Statement.of("CREATE TABLE IF NOT EXISTS t (n UInt64) ENGINE = MergeTree ORDER BY n"),
                            piece -> {});
                    return connection.execute(Statement.of("INSERT INTO t SELECT 1"), piece -> {});
                });
                System.out.println("rows " + engine.ask("SELECT count() FROM t"));
            }
        }
    }

    private static EngineSettings settings(Path data) {
        return new EngineSettings(LibraryFile.CACHED, Objects.requireNonNull(data), 4, 1 << 30, 2, 60);
    }
}
