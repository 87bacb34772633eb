// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.runtime.Limits;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a container may use, as each version of control groups says it. */
class LimitsTest {
    private static final String GROUP = "/kubepods.slice/kubepods-pod1.slice/cri-containerd-1.scope";
    private static final int PID = 4711;

    @TempDir
    private Path directory;

    private RecordedHost host;

    @BeforeEach
    void bareHost() {
        host = new RecordedHost(directory);
    }

    @Test
    void versionTwo() {
        // Given
        host.file("/proc/4711/cgroup", "0::" + GROUP + "\n")
                .file("/sys/fs/cgroup" + GROUP + "/cpu.max", "150000 100000\n")
                .file("/sys/fs/cgroup" + GROUP + "/cpu.stat", "usage_usec 900\nnr_throttled 3\nthrottled_usec 250\n")
                .file("/sys/fs/cgroup" + GROUP + "/memory.max", "67108864\n")
                .file("/sys/fs/cgroup" + GROUP + "/memory.events", "max 41\noom 3\noom_kill 2\noom_group_kill 0\n");

        // Then
        assertThat(host.limits("1", PID)).isEqualTo(new Limits(1.5, 64 << 20, 250_000, 2));
    }

    @Test
    void versionOne() {
        // Given
        host.file("/proc/4711/cgroup", "5:cpu,cpuacct:/docker/1\n4:memory:/docker/1\n1:name=systemd:/docker/1\n")
                .file("/sys/fs/cgroup/cpu,cpuacct/docker/1/cpu.cfs_quota_us", "50000\n")
                .file("/sys/fs/cgroup/cpu,cpuacct/docker/1/cpu.cfs_period_us", "100000\n")
                .file(
                        "/sys/fs/cgroup/cpu,cpuacct/docker/1/cpu.stat",
                        "nr_periods 9\nnr_throttled 3\nthrottled_time 250\n")
                .file("/sys/fs/cgroup/memory/docker/1/memory.limit_in_bytes", "67108864\n")
                .file(
                        "/sys/fs/cgroup/memory/docker/1/memory.oom_control",
                        "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n");

        // Then
        assertThat(host.limits("1", PID)).isEqualTo(new Limits(0.5, 64 << 20, 250, 1));
    }

    @Test
    void bothAtOnce() {
        // Given: the controllers are still with version 1
        host.file("/proc/4711/cgroup", "4:memory:/docker/1\n1:cpu:/docker/1\n0::/docker/1\n")
                .file("/sys/fs/cgroup/unified/docker/1/cgroup.procs", "")
                .file("/sys/fs/cgroup/cpu/docker/1/cpu.cfs_quota_us", "-1\n")
                .file("/sys/fs/cgroup/cpu/docker/1/cpu.cfs_period_us", "100000\n")
                .file("/sys/fs/cgroup/memory/docker/1/memory.limit_in_bytes", "9223372036854771712\n");

        // Then
        assertThat(host.limits("1", PID)).isEqualTo(Limits.UNLIMITED);
    }

    @Test
    void fromInsideOfAnotherGroupTheRuntimesNotesTellThePath() {
        // Given: the agent has a control group namespace of its own
        host.file("/proc/4711/cgroup", "0::/../../kubepods-pod1.slice/cri-containerd-1.scope\n")
                .file("/run/containerd/runc/k8s.io/1/state.json", """
                        {"id": "1", "cgroup_paths": {"": "/sys/fs/cgroup%s"}}
                        """.formatted(GROUP))
                .file("/sys/fs/cgroup" + GROUP + "/cpu.max", "max 100000\n")
                .file("/sys/fs/cgroup" + GROUP + "/memory.max", "1048576\n");

        // Then
        assertThat(host.limits("1", PID)).isEqualTo(new Limits(Limits.NONE, 1 << 20, 0, Limits.UNKNOWN));
    }
}
