// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.Libc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Where the kernel side stays while no agent runs: a directory of the BPF file system, one per agent and build. What is pinned
 * there goes on watching and writing into the ring, and the next agent takes it over.
 */
final class Pins {
    private static final Path FILE_SYSTEM = Path.of("/sys/fs/bpf");
    private static final Path MOUNTS = Path.of("/proc/self/mounts");
    private static final Path OWN_MOUNTS = Path.of("/proc/self/ns/mnt");
    private static final Path HOST_MOUNTS = Path.of("/proc/1/ns/mnt");
    /** The number since Linux 6.18, and the one that the namespace got at boot before that. */
    private static final Set<String> FIRST_MOUNTS = Set.of("mnt:[4026531832]", "mnt:[4026531840]", "mnt:[4026531841]");

    private static final String SEPARATOR = "-";
    private static final int HEXADECIMAL = 16;

    private final Path directory;
    private final long epoch;
    private final boolean takenOver;

    private Pins(Path directory, long epoch, boolean takenOver) {
        this.directory = directory;
        this.epoch = epoch;
        this.takenOver = takenOver;
    }

    /** Finds what an earlier agent left, where it is of this build; removes what is of another, and makes a place otherwise. */
    static Pins open(Path state, KernelConfig config) throws BpfFailure {
        try {
            mount();
            Path mine = mine(state);
            String build = build(config);
            Optional<Path> usable = Optional.empty();
            for (Path found : list(mine)) {
                boolean same = found.getFileName().toString().startsWith(build + SEPARATOR);
                if (same
                        && usable.isEmpty()
                        && Files.exists(found.resolve(SharedMaps.EVENTS))
                        && Files.exists(found.resolve(SharedMaps.LOSSES))) {
                    usable = Optional.of(found);
                } else {
                    remove(found);
                }
            }
            if (usable.isPresent()) {
                String name = usable.get().getFileName().toString();
                long epoch = Long.parseUnsignedLong(name.substring(build.length() + 1), HEXADECIMAL);
                return new Pins(usable.get(), epoch, true);
            }
            long epoch = System.currentTimeMillis();
            Path fresh = mine.resolve(build + SEPARATOR + Long.toHexString(epoch));
            Files.createDirectories(fresh);
            return new Pins(fresh, epoch, false);
        } catch (IOException e) {
            throw new BpfFailure(FILE_SYSTEM + " cannot be used: " + e.getMessage());
        }
    }

    /** Detaches whatever agents with this state directory left attached; says whether there was anything. */
    static boolean removeAll(Path state) throws IOException {
        List<Path> found = list(mine(state));
        for (Path directory : found) {
            remove(directory);
        }
        Files.deleteIfExists(mine(state));
        return !found.isEmpty();
    }

    /** What agents with this state directory left, by build. */
    static List<Path> of(Path state) throws IOException {
        return list(mine(state));
    }

    /** Agents with different directories do not touch each other's. */
    private static Path mine(Path state) {
        return FILE_SYSTEM
                .resolve("sonde")
                .resolve(hex(state.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Ring and programs of another build, or of other limits, cannot be taken over. */
    private static String build(KernelConfig config) throws IOException {
        CRC32C hash = new CRC32C();
        for (Probe.Group group : Probe.GROUPS) {
            Path file = config.bpfDirectory().resolve(group.file());
            if (Files.exists(file)) {
                hash.update(Files.readAllBytes(file));
            }
        }
        hash.update((config.ringBytes() + " " + config.trackedSockets() + " " + config.connects())
                .getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(hash.getValue());
    }

    private static String hex(byte[] bytes) {
        CRC32C hash = new CRC32C();
        hash.update(bytes);
        return Long.toHexString(hash.getValue());
    }

    /** It must outlive us, so it is mounted for everyone, as other users of it do. */
    private static void mount() throws BpfFailure, IOException {
        String mounted = FILE_SYSTEM + " bpf ";
        if (Files.readAllLines(MOUNTS).stream().noneMatch(line -> line.contains(mounted))) {
            if (!amongMountsOfHost()) {
                throw new BpfFailure(FILE_SYSTEM + " of the host is not mounted here");
            }
            Libc.mount("bpf", FILE_SYSTEM.toString());
        }
    }

    /** Some hosts hide the first process even from root: then the kernel's own first namespace is told by its number. */
    private static boolean amongMountsOfHost() throws IOException {
        Path own = Files.readSymbolicLink(OWN_MOUNTS);
        try {
            return own.equals(Files.readSymbolicLink(HOST_MOUNTS));
        } catch (AccessDeniedException hidden) {
            return FIRST_MOUNTS.contains(own.toString());
        }
    }

    long epoch() {
        return epoch;
    }

    /** An agent that ran before left them; they are in use already. */
    boolean takenOver() {
        return takenOver;
    }

    Path map(String name) {
        return directory.resolve(name);
    }

    Path link(String program) {
        return directory.resolve("link-" + program);
    }

    boolean has(Path pin) {
        return Files.exists(pin);
    }

    Path config(String object) {
        return directory.resolve("config-" + object);
    }

    List<Path> configs() throws BpfFailure {
        try {
            return list(directory).stream()
                    .filter(path -> path.getFileName().toString().startsWith("config-"))
                    .toList();
        } catch (IOException e) {
            throw new BpfFailure(directory + " cannot be read: " + e.getMessage());
        }
    }

    /** What is attached by them alone is detached by this. */
    void remove() {
        try {
            remove(directory);
            Files.deleteIfExists(directory.getParent());
        } catch (IOException _) {
            // The next agent takes over what is left, or removes it.
        }
    }

    private static void remove(Path directory) throws IOException {
        for (Path pin : list(directory)) {
            Files.delete(pin);
        }
        Files.delete(directory);
    }

    private static List<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return new ArrayList<>(files.toList());
        }
    }
}
