// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel says about a process. */
final class ProcessFigures {
    /** Of USER_HZ, the unit of times in /proc, which is 100 on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    /** Index of utime among the fields after the program's name; stime follows. */
    private static final int USER_TIME = 11;

    private ProcessFigures() {}

    /** Processor time of a process and all its children that live. */
    static double cpuSeconds(ProcessHandle process) throws IOException {
        double seconds = ownCpuSeconds(process.pid());
        for (ProcessHandle child : process.descendants().toList()) {
            seconds += ownCpuSeconds(child.pid());
        }
        return seconds;
    }

    private static double ownCpuSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return (Long.parseLong(fields.get(USER_TIME)) + Long.parseLong(fields.get(USER_TIME + 1))) / TICKS_PER_SECOND;
    }

    static double residentMegabytes(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToDouble(kilobytes -> Double.parseDouble(kilobytes) / 1024)
                    .findFirst()
                    .orElseThrow(() -> new IOException("no VmRSS for " + pid));
        }
    }
}
