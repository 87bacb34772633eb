// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The host's files as its first process sees them, also where the agent itself lives in a container. Never reads more than a
 * limit; what cannot be read is not there.
 */
public final class HostFiles {
    /** An OCI bundle with a long seccomp profile has 200 KiB; the list of a host's podman containers may have more. */
    static final int MAX_FILE_BYTES = 4 << 20;

    private static final int MAX_ENTRIES = 1_000;
    private static final int MAX_LINKS = 40; // as many as the kernel follows

    private final Path proc;
    private final Path root;

    public HostFiles(Path proc) {
        this.proc = proc;
        Path ofInit = proc.resolve("1/root");
        this.root = Files.isDirectory(ofInit.resolve("proc")) ? ofInit : Path.of("/");
    }

    /** @param root where the host's root directory is found */
    public HostFiles(Path proc, Path root) {
        this.proc = proc;
        this.root = root;
    }

    /** Of a process, below {@code /proc}. */
    Path process(int pid, String file) {
        return proc.resolve(Integer.toString(pid)).resolve(file);
    }

    /**
     * Where an absolute path of the host is found from here. Links are followed by hand: the kernel would look for an absolute
     * one below the agent's own root.
     */
    public Path at(String absolute) {
        var rest = new ArrayDeque<>(parts(absolute));
        Path found = root;
        int depth = 0;
        int links = 0;
        while (!rest.isEmpty()) {
            String part = rest.pop();
            if (part.equals("..")) {
                found = depth > 0 ? parent(found) : root;
                depth = Math.max(0, depth - 1);
                continue;
            }
            Path next = found.resolve(part);
            String target = links < MAX_LINKS ? link(next) : "";
            if (target.isEmpty()) {
                found = next;
                depth++;
                continue;
            }
            links++;
            if (target.startsWith("/")) {
                found = root;
                depth = 0;
            }
            parts(target).reversed().forEach(rest::push);
        }
        return found;
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static List<String> parts(String path) {
        return Arrays.stream(path.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
    }

    private static String link(Path path) {
        try {
            return Files.isSymbolicLink(path) ? Files.readSymbolicLink(path).toString() : "";
        } catch (IOException _) {
            return "";
        }
    }

    /** Names in a directory, at most a thousand. */
    List<String> list(String directory) {
        String[] names = at(directory).toFile().list();
        return names == null
                ? List.of()
                : Arrays.stream(names).limit(MAX_ENTRIES).toList();
    }

    /** Empty for a file that is missing, unreadable or too large. */
    public static Optional<byte[]> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
            return bytes.length > MAX_FILE_BYTES ? Optional.empty() : Optional.of(bytes);
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
