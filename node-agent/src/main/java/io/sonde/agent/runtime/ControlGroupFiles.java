// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Reads limits from a container's control groups: version 1, version 2, or both at once. */
final class ControlGroupFiles {
    private static final String MOUNTS = "/sys/fs/cgroup/";
    /** Version 1 says "no limit" by the highest multiple of a page. */
    private static final long NO_LIMIT_BYTES = 1L << 60;

    private static final long NANOS_PER_MICRO = 1_000;

    /** Of the containers that were looked at last; more than a node has. */
    private static final int MOST_REMEMBERED = 1_024;

    private final HostFiles host;
    private final RuncState states;
    /** Their directories: a process that was killed has none any more, its container's group still has for a moment. */
    private final Map<String, Map<String, String>> remembered = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, String>> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    ControlGroupFiles(HostFiles host, RuncState states) {
        this.host = host;
        this.states = states;
    }

    Limits limits(String id, int pid) {
        Map<String, String> directories = ofProcess(pid);
        if (directories.isEmpty()) {
            directories = states.controlGroups(id);
        }
        if (directories.isEmpty()) {
            directories = remembered.getOrDefault(id, Map.of());
        } else {
            remembered.put(id, directories);
        }
        String unified = directories.getOrDefault("", "");
        String cpu = directories.getOrDefault("cpu", "");
        String memory = directories.getOrDefault("memory", "");
        double cpus = first(cpuMax(unified), cpuQuota(cpu));
        long bytes = Math.round(first(memoryMax(unified), bytes(text(memory, "memory.limit_in_bytes"))));
        return new Limits(cpus, bytes, throttledNanos(unified, cpu), memoryKills(unified, memory));
    }

    private long throttledNanos(String unified, String cpu) {
        long micros = statistic(text(unified, "cpu.stat"), "throttled_usec ", 0);
        return Math.max(micros * NANOS_PER_MICRO, statistic(text(cpu, "cpu.stat"), "throttled_time ", 0));
    }

    /** Of the group itself and of those in it, whatever of them is out of memory. */
    private long memoryKills(String unified, String memory) {
        return Math.max(
                statistic(text(unified, "memory.events"), "oom_kill ", Limits.UNKNOWN),
                statistic(text(memory, "memory.oom_control"), "oom_kill ", Limits.UNKNOWN));
    }

    /** Of lines of a name and a number. */
    private static long statistic(String lines, String name, long otherwise) {
        return lines.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> number(line.substring(name.length())))
                .findFirst()
                .orElse(otherwise);
    }

    /**
     * Directories by controller, the one of version 2 under an empty name. None where the paths are told from the inside of
     * the agent's own group: then they lead nowhere.
     */
    private Map<String, String> ofProcess(int pid) {
        Map<String, String> directories = new TreeMap<>();
        boolean onlyUnified = !host.list(MOUNTS).contains("unified");
        for (String line : text(host.process(pid, "cgroup")).split("\n")) {
            String[] field = line.split(":", 3);
            if (field.length < 3 || field[2].startsWith("/..") || field[2].equals("/")) {
                continue;
            }
            String mount = field[1].isEmpty() ? (onlyUnified ? "" : "unified") : field[1];
            for (String controller : field[1].split(",")) {
                directories.put(controller, MOUNTS + mount + field[2]);
            }
        }
        return directories;
    }

    /** {@code 50000 100000}: microseconds of CPU in each period; {@code max 100000}. */
    private double cpuMax(String directory) {
        String[] word = text(directory, "cpu.max").split(" ");
        return word.length == 2 ? share(word[0], word[1]) : Limits.NONE;
    }

    private double cpuQuota(String directory) {
        return share(text(directory, "cpu.cfs_quota_us"), text(directory, "cpu.cfs_period_us"));
    }

    private static double share(String quota, String period) {
        long of = number(period);
        return of > 0 ? Math.max(0, number(quota)) / (double) of : Limits.NONE;
    }

    private double memoryMax(String directory) {
        return bytes(text(directory, "memory.max"));
    }

    private static double bytes(String text) {
        long bytes = number(text);
        return bytes < NO_LIMIT_BYTES ? Math.max(0, bytes) : Limits.NONE;
    }

    private static double first(double one, double other) {
        return one > 0 ? one : other;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            return Limits.NONE;
        }
    }

    private String text(String directory, String file) {
        return directory.isEmpty() ? "" : text(host.at(directory + "/" + file));
    }

    private static String text(Path file) {
        return HostFiles.read(file)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
                .orElse("");
    }
}
