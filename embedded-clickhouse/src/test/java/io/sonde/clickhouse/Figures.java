// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** Measures what the README says of this module. No test: figures depend on the machine. */
final class Figures {
    private static final int STARTS = 7;
    private static final int QUERIES = 500;
    private static final int BLOCK_ROWS = 100_000;
    private static final int BLOCKS = 60;

    private Figures() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Files.createTempDirectory("figures");
        long[] starts = new long[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long since = System.nanoTime();
            try (Child child = Child.engine(data)) {
                child.http().ask("SELECT 1");
                starts[i] = System.nanoTime() - since;
            }
        }
        say("start to first answer, without AOT cache", median(starts).toMillis() + " ms");
        try (Child child = Child.engine(data)) {
            EngineHttp engine = child.http();
            say("RSS idle", megabytes(child, "VmRSS") + ", of it anonymous " + megabytes(child, "RssAnon"));
            say("threads idle", Long.toString(child.status("Threads")));
            queries(engine);
            inserts(engine);
            say("RSS after the inserts", megabytes(child, "VmRSS"));
            say("threads after the inserts", Long.toString(child.status("Threads")));
        }
    }

    private static String megabytes(Child child, String name) throws IOException {
        return (child.status(name) >> 10) + " MB";
    }

    private static void queries(EngineHttp engine) throws IOException {
        long[] times = new long[QUERIES];
        for (int i = 0; i < QUERIES; i++) {
            long since = System.nanoTime();
            engine.ask("SELECT 1");
            times[i] = System.nanoTime() - since;
        }
        say("SELECT 1, warm, median", median(times).toNanos() / 1000 + " µs");
    }

    private static void inserts(EngineHttp engine) throws IOException {
        engine.ask("""
                CREATE TABLE samples (
                    metric LowCardinality(String), fingerprint UInt64,
                    time DateTime64(3) CODEC(Delta, ZSTD(1)), value Float64 CODEC(ZSTD(1)))
                ENGINE = MergeTree PARTITION BY toDate(time) ORDER BY (metric, fingerprint, time)
                """);
        byte[] block = block();
        long[] times = new long[BLOCKS];
        long since = System.nanoTime();
        for (int i = 0; i < BLOCKS; i++) {
            long begun = System.nanoTime();
            EngineHttp.Reply reply = engine.post(Map.of("query", "INSERT INTO samples FORMAT Native"), block);
            if (reply.status() != 200) {
                throw new IOException(reply.text());
            }
            times[i] = System.nanoTime() - begun;
        }
        double rowsPerSecond = BLOCKS * (double) BLOCK_ROWS * 1e9 / (System.nanoTime() - since);
        say(
                "inserts, Native over HTTP, 100 000 rows each, fsync on",
                Math.round(rowsPerSecond / 1000) + " k rows/s, median "
                        + median(times).toMillis() + " ms");
    }

    /** One scrape after the other of 1000 series: metric, fingerprint, time, value. */
    private static byte[] block() {
        ByteArrayOutputStream metrics = new ByteArrayOutputStream();
        byte[] fingerprints = new byte[Long.BYTES * BLOCK_ROWS];
        byte[] times = fingerprints.clone();
        byte[] values = fingerprints.clone();
        for (int row = 0; row < BLOCK_ROWS; row++) {
            int series = row % 1000;
            int scrape = row / 1000;
            byte[] metric = ("metric." + series % 20).getBytes(StandardCharsets.US_ASCII);
            metrics.write(metric.length);
            metrics.writeBytes(metric);
            column(fingerprints).putLong(row * Long.BYTES, series * 0x9E3779B97F4A7C15L);
            column(times).putLong(row * Long.BYTES, 1_760_000_000_000L + scrape * 15_000L);
            column(values).putDouble(row * Long.BYTES, series + scrape);
        }
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        number(block, 4);
        number(block, BLOCK_ROWS);
        column(block, "metric", "String", metrics.toByteArray());
        column(block, "fingerprint", "UInt64", fingerprints);
        column(block, "time", "DateTime64(3)", times);
        column(block, "value", "Float64", values);
        return block.toByteArray();
    }

    private static ByteBuffer column(byte[] values) {
        return ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void column(ByteArrayOutputStream block, String name, String type, byte[] values) {
        for (String text : new String[] {name, type}) {
            number(block, text.length());
            block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
        block.writeBytes(values);
    }

    private static void number(ByteArrayOutputStream block, int number) {
        int rest = number;
        while (rest > 127) {
            block.write((rest & 127) | 128);
            rest >>>= 7;
        }
        block.write(rest);
    }

    private static Duration median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[sorted.length / 2]);
    }

    private static void say(String what, String figure) {
        System.out.printf("%-56s %s%n", what, figure);
    }
}
