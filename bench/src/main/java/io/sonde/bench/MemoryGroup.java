// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A control group for one program: its memory is also what the kernel holds for it, as the tables of BPF programs. */
final class MemoryGroup implements AutoCloseable {
    private static final double BYTES_PER_MEGABYTE = 1 << 20;

    private final Path directory;
    private final String usage;

    MemoryGroup() throws IOException {
        Path first = Path.of("/sys/fs/cgroup/memory");
        boolean ofFirstVersion = Files.isDirectory(first);
        directory = (ofFirstVersion ? first : Path.of("/sys/fs/cgroup"))
                .resolve("sonde-bench-" + ProcessHandle.current().pid());
        usage = ofFirstVersion ? "memory.usage_in_bytes" : "memory.current";
        Files.createDirectory(directory);
    }

    /** What a command begins with that runs in it from its first moment. */
    List<String> entrance() {
        return List.of("sh", "-c", "echo $$ >" + directory.resolve("cgroup.procs") + "; exec \"$@\"", "sh");
    }

    double megabytes() throws IOException {
        return Long.parseLong(Files.readString(directory.resolve(usage)).strip()) / BYTES_PER_MEGABYTE;
    }

    /** What is left of its files in memory goes to the group above. */
    @Override
    public void close() throws IOException {
        Files.delete(directory);
    }
}
