// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlGroupTest {
    private static final String ID = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String OUTER = "f".repeat(64);

    /** Lines of {@code /proc/PID/cgroup}, joined by a blank; ID and OUTER stand for container ids. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", textBlock = """
            plain process, v2                | 0::/                                                                                                       | - | -
            plain process, v1                | 9:name=systemd:/ 4:memory:/ 0::/                                                                           | - | -
            other group with a short id      | 4:memory:/process_api/50edce9e0fe4514e3a6def72a4314bca 0::/                                                | - | -
            docker, v2, systemd driver       | 0::/system.slice/docker-ID.scope                                                                           | ID | -
            docker, v2, own inner group      | 0::/system.slice/docker-ID.scope/init.scope                                                                | ID | -
            docker, v1, cgroupfs driver      | 12:pids:/docker/ID 4:memory:/docker/ID 1:name=systemd:/docker/ID                                           | ID | -
            docker, hybrid                   | 4:memory:/docker/ID 1:name=systemd:/docker/ID 0::/system.slice/containerd.service                          | ID | containerd
            docker, only in one controller   | 11:cpuset:/docker/ID 4:memory:/ 0::/                                                                       | ID | -
            kubernetes, containerd, v2       | 0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1f_2.slice/cri-containerd-ID.scope       | ID | -
            kubernetes, containerd, cgroupfs | 0::/kubepods/burstable/pod0a1b2c3d-1111-2222-3333-444455556666/ID                                          | ID | -
            kubernetes, containerd, v1       | 4:memory:/kubepods/besteffort/pod0a1b2c3d-1111-2222-3333-444455556666/ID                                   | ID | -
            kubernetes, driver mismatch      | 0::/system.slice/containerd.service/kubepods-besteffort-pod1f.slice:cri-containerd:ID                      | ID | -
            kubernetes, docker               | 0::/kubepods.slice/kubepods-pod1f.slice/docker-ID.scope                                                    | ID | -
            kubernetes, CRI-O                | 0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1f.slice/crio-ID.scope                   | ID | -
            CRI-O, inner group               | 0::/kubepods.slice/kubepods-pod1f.slice/crio-ID.scope/container                                            | ID | -
            CRI-O's minder                   | 0::/kubepods.slice/kubepods-pod1f.slice/crio-conmon-ID.scope                                               | - | -
            podman, root                     | 0::/machine.slice/libpod-ID.scope/container                                                                | ID | -
            podman, user                     | 0::/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-ID.scope                                | ID | -
            podman, in a unit                | 0::/system.slice/shop.service/libpod-payload-ID                                                            | ID | -
            podman's minder                  | 0::/machine.slice/libpod-conmon-ID.scope                                                                   | - | -
            ECS                              | 4:memory:/ecs/task/ID                                                                                      | ID | -
            nested: the innermost counts     | 0::/docker/OUTER/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-pod1f.slice/cri-containerd-ID.scope | ID | -
            nested, v1                       | 4:memory:/docker/OUTER/kubepods/besteffort/pod1f/ID                                                        | ID | -
            systemd inside a container       | 0::/system.slice/docker-ID.scope/system.slice/nginx.service                                                | ID | nginx
            seen from another namespace      | 0::/../docker-ID.scope                                                                                     | ID | -
            unit, v2                         | 0::/system.slice/nginx.service                                                                             | - | nginx
            unit, v1                         | 4:memory:/system.slice/nginx.service 1:name=systemd:/system.slice/nginx.service 0::/                       | - | nginx
            unit, hybrid                     | 9:name=systemd:/system.slice/cron.service 4:memory:/ 0::/system.slice/cron.service                         | - | cron
            unit with an instance            | 0::/system.slice/system-postgresql.slice/postgresql@15-main.service                                        | - | postgresql@15-main
            unit with a group of its own     | 0::/system.slice/docker.service/supervised                                                                 | - | docker
            escaped unit                     | 0::/system.slice/my\\x2dapp.service                                                                        | - | my-app
            login session                    | 0::/user.slice/user-1000.slice/session-3.scope                                                             | - | -
            user manager                     | 0::/user.slice/user-1000.slice/user@1000.service/init.scope                                                | - | -
            unit of a user                   | 0::/user.slice/user-1000.slice/user@1000.service/app.slice/syncthing.service                               | - | syncthing
            desktop program                  | 0::/user.slice/user-1000.slice/user@1000.service/app.slice/app-gnome-firefox-4711.scope                    | - | -
            nspawn                           | 0::/machine.slice/systemd-nspawn@web.service/payload                                                       | - | -
            nspawn, machine scope            | 0::/machine.slice/machine-web.scope                                                                        | - | -
            unit inside nspawn               | 0::/machine.slice/systemd-nspawn@web.service/payload/system.slice/nginx.service                            | - | nginx
            almost an id                     | 0::/docker/0123456789abcdefg                                                                               | - | -
            garbage                          | nonsense                                                                                                   | - | -
            """)
    void tellsWhereAProcessBelongs(String what, String lines, String containerId, String unit) {
        // Given
        String text = lines.replace("ID", ID)
                .replace("OUTER", OUTER)
                .replace("\\\\", "\\")
                .replace(' ', '\n');

        // When
        ControlGroup group = ControlGroup.ofProcFile(text, _ -> "");

        // Then
        assertThat(group.containerId()).as(what).isEqualTo(containerId == null ? "" : ID);
        assertThat(group.unit()).as(what).isEqualTo(unit == null ? "" : unit);
    }

    @Test
    void namesFromTheKernelComeInnermostFirst() {
        // Given: the four innermost names of v2, then those of v1
        var names = List.of("nginx.service", "system.slice", ID, "docker");

        // When
        ControlGroup group = ControlGroup.ofNames(names, _ -> "");

        // Then
        assertThat(group).isEqualTo(new ControlGroup(ID, "nginx"));
        assertThat(group.shortId()).contains("0123456789ab");
    }
}
