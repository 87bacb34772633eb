// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A network namespace: a thread that lives in it. Sockets made on that thread, and programs started, belong to it. */
final class NetworkNamespace implements AutoCloseable {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle UNSHARE = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("unshare"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final int CLONE_NEWNET = 0x4000_0000;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private final long madeNanos = System.nanoTime();
    private final long inode;

    NetworkNamespace() {
        assertThat(run(NetworkNamespace::unshare)).isZero();
        ip("link set lo up");
        this.inode = run(NetworkNamespace::currentInode);
    }

    /** One that reaches the other at {@code address}; it has {@code ownAddress} itself. */
    static NetworkNamespace beside(NetworkNamespace other, String ownAddress, String address) {
        NetworkNamespace made = new NetworkNamespace();
        made.ip("link add to-peer type veth peer name to-peer netns " + other.threadId());
        made.ip("address add " + ownAddress + "/24 dev to-peer");
        made.ip("link set to-peer up");
        other.ip("address add " + address + "/24 dev to-peer");
        other.ip("link set to-peer up");
        return made;
    }

    static long currentInode() throws IOException {
        String link =
                Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")).toString();
        return Long.parseLong(link.substring(link.indexOf('[') + 1, link.indexOf(']')));
    }

    private static int unshare() throws Exception {
        try {
            return (int) UNSHARE.invokeExact(CLONE_NEWNET);
        } catch (Throwable broken) {
            throw new AssertionError(broken);
        }
    }

    private String threadId() {
        return run(() -> Files.readSymbolicLink(Path.of("/proc/thread-self"))
                .getFileName()
                .toString());
    }

    <T> T run(Callable<T> work) {
        try {
            return thread.submit(work).get();
        } catch (ExecutionException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    /** Inodes are used again: what was seen before is of another namespace. */
    boolean holds(SeenSocket seen) {
        return seen.networkNamespace() == inode && seen.timeNanos() >= madeNanos;
    }

    void ip(String arguments) {
        runProgram(
                Stream.concat(Stream.of("ip"), Stream.of(arguments.split(" "))).toList());
    }

    void sysctl(String setting) {
        runProgram(List.of("sysctl", "-q", "-w", setting));
    }

    /** What it mounts is gone when it ends. */
    void shell(String script) {
        runProgram(List.of("unshare", "-m", "sh", "-ec", script));
    }

    private void runProgram(List<String> command) {
        int exit = run(() -> new ProcessBuilder(command).inheritIO().start().waitFor());
        assertThat(exit).as(String.join(" ", command)).isZero();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
