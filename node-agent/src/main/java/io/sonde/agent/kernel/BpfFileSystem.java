// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.Libc;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The host's BPF file system: what is pinned in one that a container has for itself ends with the container. In a pod that shares
 * the host's processes it is reached through the first of them.
 */
final class BpfFileSystem {
    private static final String PLACE = "/sys/fs/bpf";
    private static final Path PROCESSES = Path.of("/proc");
    /** The kernel's number of the first namespace of processes, the same on every host. */
    private static final String HOST_PROCESSES = "pid:[4026531836]";

    /** The number since Linux 6.18, and the one that the namespace got at boot before that. */
    private static final Set<String> FIRST_MOUNTS = Set.of("mnt:[4026531832]", "mnt:[4026531840]", "mnt:[4026531841]");

    private BpfFileSystem() {}

    /** Mounted for everyone where the host has not done so, as other users of it do: it must outlive us. */
    static Path ofHost() throws BpfFailure {
        try {
            return ofHost(PROCESSES);
        } catch (IOException e) {
            throw new BpfFailure(PLACE + " cannot be used: " + e.getMessage());
        }
    }

    static Path ofHost(Path proc) throws BpfFailure, IOException {
        if (isMounted(proc.resolve("self/mounts"))) {
            return Path.of(PLACE);
        }
        if (!Files.readSymbolicLink(proc.resolve("self/ns/pid")).toString().equals(HOST_PROCESSES)) {
            throw new BpfFailure("this container has not got the host's " + PLACE + ": mount it there (hostPath "
                    + PLACE + "), or let the pod share the host's processes (hostPID)");
        }
        if (isAmongMountsOfHost(proc)) {
            Libc.mount("bpf", PLACE);
            return Path.of(PLACE);
        }
        if (!isMounted(proc.resolve("1/mounts"))) {
            mountOnHost(proc.resolve("1/ns/mnt"));
        }
        Path throughFirst = proc.resolve("1/root" + PLACE);
        if (!Files.isDirectory(throughFirst)) {
            throw new BpfFailure("this container has not got the host's " + PLACE
                    + " and may not look into it: mount it there (hostPath " + PLACE + "), or run it privileged");
        }
        return throughFirst;
    }

    /** Some hosts hide the first process even from root: then the kernel's own first namespace is told by its number. */
    private static boolean isAmongMountsOfHost(Path proc) throws IOException {
        Path own = Files.readSymbolicLink(proc.resolve("self/ns/mnt"));
        try {
            return own.equals(Files.readSymbolicLink(proc.resolve("1/ns/mnt")));
        } catch (AccessDeniedException hidden) {
            return FIRST_MOUNTS.contains(own.toString());
        }
    }

    private static boolean isMounted(Path mounts) throws IOException {
        return Files.readAllLines(mounts).stream().anyMatch(line -> line.contains(" " + PLACE + " bpf "));
    }

    /** On a thread of its own, which ends there: nobody else of this process enters the host's mounts. */
    private static void mountOnHost(Path namespace) throws BpfFailure {
        AtomicReference<BpfFailure> failure = new AtomicReference<>();
        Thread apart = Thread.ofPlatform().name("kernel-bpffs").start(() -> {
            try {
                Libc.enterMounts(namespace.toString());
                Libc.mount("bpf", PLACE);
            } catch (BpfFailure refused) {
                failure.set(refused);
            }
        });
        try {
            apart.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BpfFailure("interrupted while mounting " + PLACE);
        }
        BpfFailure refused = failure.get();
        if (refused != null) {
            throw new BpfFailure("the host has no BPF file system at " + PLACE + ", and mounting one failed: "
                    + refused.reason() + "; as root: mount -t bpf bpf " + PLACE);
        }
    }
}
