// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.Libc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Where the kernel side stays while no agent runs: a directory of the BPF file system, one per agent and build. What is pinned
 * there goes on watching and writing into the ring, and the next agent takes it over.
 */
final class Pins implements AutoCloseable {
    private static final String SEPARATOR = "-";
    private static final String LINK = "link-";
    private static final int HEXADECIMAL = 16;

    private final Path directory;
    private final long epoch;
    private final boolean takenOver;
    private final List<Left> others;
    private final int lock;

    /**
     * What an agent left.
     *
     * @param layout of the records in its ring; 0 where that is not known
     */
    record Left(Path directory, String layout, String build, long epoch) {
        private static Left of(Path directory) {
            String[] parts = directory.getFileName().toString().split(SEPARATOR, -1);
            return switch (parts.length) {
                case 3 -> new Left(directory, parts[0], parts[1], Long.parseUnsignedLong(parts[2], HEXADECIMAL));
                case 2 -> new Left(directory, "", parts[0], Long.parseUnsignedLong(parts[1], HEXADECIMAL));
                default -> new Left(directory, "", "", 0);
            };
        }

        /** Whether this build can read what is in its ring. */
        boolean isReadable() {
            return layout.equals(Integer.toHexString(EventJournal.LAYOUT));
        }

        private boolean isUsable(String wanted) {
            return isReadable()
                    && build.equals(wanted)
                    && Files.exists(map(SharedMaps.EVENTS))
                    && Files.exists(map(SharedMaps.LOSSES));
        }

        Path map(String name) {
            return directory.resolve(name);
        }

        List<Path> links() throws IOException {
            return list(directory).stream()
                    .filter(path -> path.getFileName().toString().startsWith(LINK))
                    .toList();
        }

        void remove() throws IOException {
            Pins.remove(directory);
        }
    }

    private Pins(Left own, boolean takenOver, List<Left> others, int lock) {
        this.directory = own.directory();
        this.epoch = own.epoch();
        this.takenOver = takenOver;
        this.others = others;
        this.lock = lock;
    }

    /** Finds what an earlier agent left, where it is of this build, and makes a place otherwise. */
    static Pins open(Path state, KernelConfig config) throws BpfFailure {
        Path fileSystem = BpfFileSystem.ofHost();
        try {
            Path mine = mine(fileSystem, state);
            Files.createDirectories(mine);
            int lock = locked(mine);
            return opened(mine, build(config), lock);
        } catch (IOException e) {
            throw new BpfFailure(fileSystem + " cannot be used: " + e.getMessage());
        }
    }

    private static Pins opened(Path mine, String build, int lock) throws IOException {
        List<Left> found = new ArrayList<>(list(mine).stream().map(Left::of).toList());
        Optional<Left> usable =
                found.stream().filter(left -> left.isUsable(build)).findFirst();
        if (usable.isPresent()) {
            found.remove(usable.get());
            return new Pins(usable.get(), true, found, lock);
        }
        long epoch = System.currentTimeMillis();
        String layout = Integer.toHexString(EventJournal.LAYOUT);
        String name = String.join(SEPARATOR, layout, build, Long.toHexString(epoch));
        Left fresh = new Left(mine.resolve(name), layout, build, epoch);
        Files.createDirectories(fresh.directory());
        return new Pins(fresh, false, found, lock);
    }

    private static int locked(Path mine) throws BpfFailure {
        int lock = Libc.lock(mine.toString());
        if (lock < 0) {
            throw new BpfFailure("another agent with this --spool-dir is running");
        }
        return lock;
    }

    /** Detaches whatever agents with this state directory left attached; says whether there was anything. */
    static boolean removeAll(Path state) throws IOException, BpfFailure {
        Path mine = mine(BpfFileSystem.ofHost(), state);
        List<Path> found = list(mine);
        if (Files.exists(mine)) {
            Libc.close(locked(mine));
        }
        for (Path directory : found) {
            remove(directory);
        }
        Files.deleteIfExists(mine);
        return !found.isEmpty();
    }

    /** What agents with this state directory left, by build. */
    static List<Path> of(Path state) throws IOException, BpfFailure {
        return list(mine(BpfFileSystem.ofHost(), state));
    }

    /** Agents with different directories do not touch each other's. */
    private static Path mine(Path fileSystem, Path state) {
        return fileSystem
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

    /** Of other builds: still attached. */
    List<Left> others() {
        return others;
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
        return directory.resolve(LINK + program);
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

    /** Another agent may take over from here on. */
    @Override
    public void close() {
        Libc.close(lock);
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
