// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel has counted of the programs that a process has loaded, where {@code kernel.bpf_stats_enabled} is set. */
final class BpfPrograms {
    /** Names stand only with bpftool; the process that holds a program stands only in /proc. */
    private static final Pattern NAMED = Pattern.compile("(?m)^(\\d+): .*? name (\\S+) ");

    private BpfPrograms() {}

    record Cost(long runs, long nanos) {
        double nanosPerRun() {
            return (double) nanos / runs;
        }
    }

    /** By name, those that ran. */
    static Map<String, Cost> of(long pid) throws IOException, InterruptedException {
        Map<String, String> names = names();
        Map<String, Cost> costs = new TreeMap<>();
        try (var files = Files.list(Path.of("/proc", String.valueOf(pid), "fdinfo"))) {
            for (Path file : files.toList()) {
                Map<String, String> facts = facts(file);
                long runs = Long.parseLong(facts.getOrDefault("run_cnt", "0"));
                if (runs > 0) {
                    String name = names.getOrDefault(facts.get("prog_id"), facts.get("prog_id"));
                    costs.put(name, new Cost(runs, Long.parseLong(facts.get("run_time_ns"))));
                }
            }
        }
        return costs;
    }

    private static Map<String, String> facts(Path file) throws IOException {
        Map<String, String> facts = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            List<String> words = List.of(line.split(":\\s*", 2));
            facts.put(words.getFirst(), words.getLast());
        }
        return facts;
    }

    private static Map<String, String> names() throws IOException, InterruptedException {
        Process bpftool = new ProcessBuilder("bpftool", "prog", "show")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(bpftool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        bpftool.waitFor();
        Map<String, String> names = new TreeMap<>();
        for (Matcher match = NAMED.matcher(output); match.find(); ) {
            names.put(match.group(1), match.group(2));
        }
        return names;
    }
}
