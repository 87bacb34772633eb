// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import io.sonde.agent.container.ContainerWatch;
import io.sonde.agent.container.ControlGroup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads processes from {@code /proc}; whatever is gone meanwhile, or may not be read, is simply not there. */
public final class ProcDirectory {
    /** Enough for the longest class paths; a process may have megabytes of arguments. */
    private static final int MAX_FILE_BYTES = 64 << 10;

    private static final int KERNEL_THREAD = 0x0020_0000; // PF_KTHREAD
    private static final int FLAGS_AFTER_COMM = 6;
    private static final List<String> PROGRAM_DIRECTORIES =
            List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin");

    private static final String MEMORY_FILE = "/memfd:";

    private final Path root;
    private final ContainerWatch containers;

    public ProcDirectory(Path root, ContainerWatch containers) {
        this.root = root;
        this.containers = containers;
    }

    IntStream pids() {
        String[] names = root.toFile().list();
        if (names == null) {
            return IntStream.empty();
        }
        return Arrays.stream(names)
                .filter(name -> !name.isEmpty() && name.chars().allMatch(Character::isDigit))
                .mapToInt(Integer::parseInt);
    }

    boolean exists(int pid) {
        return Files.exists(process(pid));
    }

    /** Empty for kernel threads, which are no program, and for processes that are gone. */
    Optional<ProcessFacts> read(int pid) {
        String stat = text(process(pid).resolve("stat"));
        int commEnd = stat.lastIndexOf(')');
        if (commEnd < 0 || isKernelThread(stat.substring(commEnd + 2))) {
            return Optional.empty();
        }
        String comm = stat.substring(stat.indexOf('(') + 1, commEnd);
        List<String> arguments = arguments(pid);
        return Optional.of(new ProcessFacts(executable(pid, arguments, comm), arguments, controlGroup(pid)));
    }

    List<String> arguments(int pid) {
        String text = text(process(pid).resolve("cmdline"));
        return text.isEmpty() ? List.of() : List.of(text.split("\0"));
    }

    ControlGroup controlGroup(int pid) {
        return containers.groupOfProcFile(text(process(pid).resolve("cgroup")));
    }

    private static boolean isKernelThread(String fieldsAfterComm) {
        String[] field = fieldsAfterComm.split(" ", FLAGS_AFTER_COMM + 2);
        return field.length > FLAGS_AFTER_COMM && (Long.parseLong(field[FLAGS_AFTER_COMM]) & KERNEL_THREAD) != 0;
    }

    private String executable(int pid, List<String> arguments, String comm) {
        Path link;
        try {
            link = Files.readSymbolicLink(process(pid).resolve("exe"));
        } catch (IOException | UnsupportedOperationException _) {
            return comm; // not ours to read
        }
        String called = arguments.isEmpty() ? "" : arguments.getFirst();
        String file = Names.base(link.toString());
        if (link.toString().startsWith(MEMORY_FILE) && !called.isEmpty()) {
            return Names.base(called); // a file without a path has any name
        }
        return !Names.base(called).equals(file) && isLinkTo(pid, called) ? Names.base(called) : file;
    }

    /**
     * Whether the process was called by the name of a link to its file, as {@code sh} is one to dash: that name is the
     * one that exec shows too.
     */
    private boolean isLinkTo(int pid, String called) {
        if (called.isEmpty() || called.indexOf(' ') >= 0) {
            return false;
        }
        return called.startsWith("/")
                ? isExecutable(pid, called)
                : called.indexOf('/') < 0
                        && PROGRAM_DIRECTORIES.stream()
                                .anyMatch(directory -> isExecutable(pid, directory + "/" + called));
    }

    private boolean isExecutable(int pid, String path) {
        try {
            Path inItsRoot = Path.of(process(pid).resolve("root") + path);
            return Files.isSameFile(inItsRoot, process(pid).resolve("exe"));
        } catch (IOException | IllegalArgumentException _) {
            return false;
        }
    }

    private Path process(int pid) {
        return root.resolve(Integer.toString(pid));
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_FILE_BYTES), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }
}
