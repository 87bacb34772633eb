// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.cpu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** What the CPUs of this host did, from {@code /proc/stat}. One thread only. */
public final class HostCpu {
    /** In the order of {@code /proc/stat}; guests are in user already. */
    public enum Mode {
        USER("user"),
        NICE("nice"),
        SYSTEM("system"),
        IDLE("idle"),
        IOWAIT("iowait"),
        INTERRUPT("interrupt"),
        SOFTIRQ("softirq"),
        STEAL("steal");

        private final String text;

        Mode(String text) {
            this.text = text;
        }

        /** As {@code cpu.mode} says it. */
        public String text() {
            return text;
        }
    }

    /**
     * One interval.
     *
     * @param cpus that are online; 0 where {@code /proc/stat} cannot be read
     */
    public record Use(int cpus, Map<Mode, Double> seconds) {
        public static final Use UNKNOWN = new Use(0, Map.of());
    }

    /** Lines of a thousand CPUs fit; the long line of interrupts behind them is of no interest. */
    private static final int MAX_BYTES = 128 << 10;

    /** USER_HZ, the same on every Linux. */
    private static final double TICKS_PER_SECOND = 100;

    private final Path file;
    private long[] before = new long[0];

    public HostCpu(Path proc) {
        this.file = proc.resolve("stat");
    }

    /** Since the last call; the first one only remembers. */
    public Use drain() {
        String[] lines = text().split("\n");
        if (!lines[0].startsWith("cpu ")) {
            return Use.UNKNOWN;
        }
        int cpus = 0;
        while (cpus + 1 < lines.length && lines[cpus + 1].startsWith("cpu")) {
            cpus++;
        }
        long[] now = ticks(lines[0]);
        Map<Mode, Double> seconds = new EnumMap<>(Mode.class);
        int at = 0;
        for (Mode mode : Mode.values()) {
            if (at < now.length && before.length == now.length) {
                // Idle time is known to step back by a tick.
                seconds.put(mode, Math.max(0, now[at] - before[at]) / TICKS_PER_SECOND);
            }
            at++;
        }
        before = now;
        return new Use(cpus, seconds);
    }

    private static long[] ticks(String line) {
        String[] fields = line.substring("cpu ".length()).strip().split(" +");
        long[] ticks = new long[fields.length];
        for (int i = 0; i < fields.length; i++) {
            ticks[i] = Long.parseLong(fields[i]);
        }
        return ticks;
    }

    private String text() {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII);
        } catch (IOException _) {
            return "";
        }
    }
}
