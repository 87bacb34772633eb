// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BpfFileSystemTest {
    private static final String MOUNTED = "bpf /sys/fs/bpf bpf rw,nosuid,nodev 0 0\n";
    private static final String OTHERS = "proc /proc proc rw 0 0\n";
    private static final String HOST_PROCESSES = "pid:[4026531836]";

    @TempDir
    private Path proc;

    @BeforeEach
    void aContainerOfAHostThatHasOne() throws IOException {
        write("self/mounts", OTHERS);
        write("1/mounts", OTHERS + MOUNTED);
        link("self/ns/mnt", "mnt:[4026532000]");
        link("1/ns/mnt", "mnt:[4026531840]");
    }

    @Test
    void whereItIsMountedItIsUsed() throws Exception {
        write("self/mounts", OTHERS + MOUNTED);
        link("self/ns/pid", "pid:[4026532001]");

        assertThat(BpfFileSystem.ofHost(proc)).isEqualTo(Path.of("/sys/fs/bpf"));
    }

    @Test
    void aPodThatSharesTheHostsProcessesReachesTheHosts() throws Exception {
        link("self/ns/pid", HOST_PROCESSES);
        Files.createDirectories(proc.resolve("1/root/sys/fs/bpf"));

        assertThat(BpfFileSystem.ofHost(proc)).isEqualTo(proc.resolve("1/root/sys/fs/bpf"));
    }

    @Test
    void aPodThatMayNotLookIntoTheHostIsToldWhatToMount() throws Exception {
        link("self/ns/pid", HOST_PROCESSES);

        assertThatThrownBy(() -> BpfFileSystem.ofHost(proc))
                .hasMessageContainingAll("hostPath /sys/fs/bpf", "privileged");
    }

    @Test
    void aContainerWithProcessesOfItsOwnIsToldWhatToMount() throws Exception {
        link("self/ns/pid", "pid:[4026532001]");

        assertThatThrownBy(() -> BpfFileSystem.ofHost(proc)).hasMessageContainingAll("hostPath /sys/fs/bpf", "hostPID");
    }

    private void write(String file, String text) throws IOException {
        Path path = proc.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void link(String file, String target) throws IOException {
        Path path = proc.resolve(file);
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, Path.of(target));
    }
}
