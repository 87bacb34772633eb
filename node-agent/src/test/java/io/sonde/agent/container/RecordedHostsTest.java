// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.service.Origin;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who a container is, on hosts as each runtime leaves them. */
class RecordedHostsTest {
    private static final String ID = "686f6b22918278c2706c8c1fb96b4376d11d744f720c2dfd0346eb48f529301e";
    private static final String SANDBOX = "d150dd60a5ffe278dfa03567c581b975d2ce4cdc749e6c6fb15e03a394977ae2";
    private static final int PID = 4711;
    private static final int MINDER = 4700;

    @TempDir
    private Path directory;

    private RecordedHost host;

    @BeforeEach
    void bareHost() {
        host = new RecordedHost(directory).process(PID, MINDER, "nginx", "nginx");
    }

    @Test
    void containerdUnderKubernetesIsFoundByItsShimWhereverItKeepsItsState() {
        // Given
        shim("/data/state/io.containerd.runtime.v2.task/k8s.io", SANDBOX);
        host.file(
                "/data/state/io.containerd.runtime.v2.task/k8s.io/" + ID + "/config.json",
                cri("container", "web-68dc4cd679-94jzx", "shop"));

        // When
        Container container = host.container(ID, PID);

        // Then
        assertThat(container.origin()).isEqualTo(Origin.KUBERNETES);
        assertThat(container.service()).isEqualTo("web");
        assertThat(container.holder()).isFalse();
        assertThat(container.attributes())
                .containsEntry("k8s.namespace.name", "shop")
                .containsEntry("k8s.pod.name", "web-68dc4cd679-94jzx")
                .containsEntry("k8s.pod.uid", "073f3589-a20f-446c-b4e9-2c046bce0fd1")
                .containsEntry("k8s.container.name", "httpd")
                .containsEntry("k8s.deployment.name", "web")
                .containsEntry("container.name", "httpd")
                .containsEntry("container.image.name", "docker.io/library/httpd:2.4");
    }

    @Test
    void theSandboxOfAPodOnlyHoldsIt() {
        // Given
        shim("/run/containerd/io.containerd.runtime.v2.task/k8s.io", ID);
        host.file(
                "/run/containerd/io.containerd.runtime.v2.task/k8s.io/" + ID + "/config.json",
                cri("sandbox", "web-68dc4cd679-94jzx", "shop"));

        // When
        Container container = host.container(ID, PID);

        // Then
        assertThat(container.holder()).isTrue();
        assertThat(container.service()).isEqualTo("web");
        assertThat(container.attributes()).doesNotContainKey("k8s.container.name");
    }

    @Test
    void containerdIsFoundInItsDefaultPlacesWhenTheProcessIsGone() {
        // Given
        host.file(
                "/run/k3s/containerd/io.containerd.runtime.v2.task/k8s.io/" + ID + "/config.json",
                cri("container", "db-0", "shop"));

        // Then
        assertThat(host.container(ID, 1).service()).isEqualTo("db");
    }

    @Test
    void theSameWorkloadIsTheSameServiceOnEveryNodeAndAfterARestart() {
        // Given: another node, another container, another pod of the same deployment
        RecordedHost other = new RecordedHost(directory.resolve("other"));
        other.file(
                "/run/containerd/io.containerd.runtime.v2.task/k8s.io/" + SANDBOX + "/config.json",
                cri("container", "web-7d4b9c6f5d-x2k8p", "shop"));
        host.file(
                "/run/containerd/io.containerd.runtime.v2.task/k8s.io/" + ID + "/config.json",
                cri("container", "web-68dc4cd679-94jzx", "shop"));

        // When
        Container here = host.container(ID, PID);
        Container there = other.container(SANDBOX, 1);

        // Then
        assertThat(there.service()).isEqualTo(here.service());
        assertThat(there.attributes().get("k8s.namespace.name"))
                .isEqualTo(here.attributes().get("k8s.namespace.name"));
    }

    @Test
    void crioSaysItInAnnotationsOfItsOwn() {
        // Given
        host.process(MINDER, 1, "conmon", "/usr/bin/conmon", "-b", crioBundle(), "-c", ID, "--syslog")
                .file(crioBundle() + "/config.json", """
                        {"ociVersion": "1.0.2", "annotations": {
                          "io.container.manager": "cri-o",
                          "io.kubernetes.container.hash": "8a1c77f8",
                          "io.kubernetes.container.name": "server",
                          "io.kubernetes.cri-o.ContainerID": "ID",
                          "io.kubernetes.cri-o.ContainerType": "container",
                          "io.kubernetes.cri-o.ImageName": "quay.io/shop/orders:3",
                          "io.kubernetes.cri-o.Labels": "{\\"io.kubernetes.pod.name\\":\\"orders-wq4sv\\"}",
                          "io.kubernetes.pod.name": "orders-wq4sv",
                          "io.kubernetes.pod.namespace": "shop",
                          "io.kubernetes.pod.uid": "7f9f0f6e-2b0d-4e0c-8f52-4c4a1b0d6b52"}}
                        """.replace("ID", ID));

        // When
        Container container = host.container(ID, PID);

        // Then
        assertThat(container.service()).isEqualTo("orders");
        assertThat(container.attributes())
                .containsEntry("k8s.container.name", "server")
                .containsEntry("k8s.namespace.name", "shop")
                .containsEntry("k8s.daemonset.name", "orders")
                .containsEntry("container.image.name", "quay.io/shop/orders:3");
    }

    @Test
    void theSandboxOfCrioIsKnownByItsType() {
        // Given
        host.file(crioBundle() + "/config.json", """
                {"annotations": {"io.kubernetes.cri-o.ContainerType": "sandbox", "io.kubernetes.container.name": "POD",
                 "io.kubernetes.pod.name": "orders-wq4sv", "io.kubernetes.pod.namespace": "shop"}}
                """);

        // Then
        assertThat(host.container(ID, PID).holder()).isTrue();
    }

    @Test
    void dockerIsFoundByTheHostnameFileWhereverItKeepsItsData() {
        // Given
        moby("/data/docker");
        host.file("/data/docker/containers/" + ID + "/config.v2.json", docker("/shop-db", "{}", "[]"));

        // When
        Container container = host.container(ID, PID);

        // Then
        assertThat(container.origin()).isEqualTo(Origin.CONTAINER);
        assertThat(container.service()).isEqualTo("shop-db");
        assertThat(container.namespace()).isEmpty();
        assertThat(container.attributes())
                .containsEntry("container.name", "shop-db")
                .containsEntry("container.image.name", "postgres:16");
    }

    @Test
    void dockersDirectoryMayBeALinkThatOnlyTheHostCanFollow() {
        // Given
        host.link("/var/lib/docker", "/mnt/../mnt/big").link("/mnt/big", "disk");
        host.file("/mnt/disk/containers/" + ID + "/config.v2.json", docker("/shop-db", "{}", "[]"));

        // Then
        assertThat(host.container(ID, PID).service()).isEqualTo("shop-db");
    }

    @Test
    void aServiceOfComposeBearsItsNameInItsProject() {
        // Given
        host.file("/var/lib/docker/containers/" + ID + "/config.v2.json", docker("/shop-db-1", """
                {"com.docker.compose.project": "shop", "com.docker.compose.service": "db",
                 "com.docker.compose.container-number": "1", "maintainer": "somebody"}
                """, "[]"));

        // When
        Container container = host.container(ID, PID);

        // Then
        assertThat(container.origin()).isEqualTo(Origin.COMPOSE);
        assertThat(container.service()).isEqualTo("db");
        assertThat(container.namespace()).isEqualTo("shop");
        assertThat(container.attributes()).containsEntry("container.name", "shop-db-1");
    }

    @Test
    void aServiceOfSwarmIsTheSameForEachOfItsTasks() {
        // Given
        host.file(
                "/var/lib/docker/containers/" + ID + "/config.v2.json",
                docker("/shop_db.2.u8k0b9t3w1p5n7q2", """
                        {"com.docker.stack.namespace": "shop", "com.docker.swarm.node.id": "x",
                         "com.docker.swarm.service.id": "y", "com.docker.swarm.service.name": "shop_db",
                         "com.docker.swarm.task": "", "com.docker.swarm.task.name": "shop_db.2.u8k0b9t3w1p5n7q2"}
                        """, "[]"));

        // When
        Container container = host.container(ID, PID);

        // Then
        assertThat(container.origin()).isEqualTo(Origin.SWARM);
        assertThat(container.service()).isEqualTo("db");
        assertThat(container.namespace()).isEqualTo("shop");
    }

    @Test
    void aTaskOfNomadIsNamedByItsJob() {
        // Given
        host.file(
                "/var/lib/docker/containers/" + ID + "/config.v2.json",
                docker(
                        "/server-0b3c6a4e-57f1-64cd-9a0e-1f2d3c4b5a69",
                        "{\"com.hashicorp.nomad.alloc_id\": \"0b3c6a4e-57f1-64cd-9a0e-1f2d3c4b5a69\"}",
                        """
                        ["NOMAD_NAMESPACE=default", "NOMAD_JOB_NAME=orders", "NOMAD_GROUP_NAME=orders",
                         "NOMAD_TASK_NAME=server", "DB_PASSWORD=hunter2"]
                        """));

        // When
        Container container = host.container(ID, PID);

        // Then
        assertThat(container.origin()).isEqualTo(Origin.NOMAD);
        assertThat(container.service()).isEqualTo("orders-server");
        assertThat(container.namespace()).isEqualTo("default");
        assertThat(container.toString()).doesNotContain("hunter2");
    }

    @Test
    void kubernetesOnDockerSaysItInLabels() {
        // Given
        host.file(
                "/var/lib/docker/containers/" + ID + "/config.v2.json",
                docker("/k8s_app_cart-0_shop_7f9f0f6e_0", """
                        {"io.kubernetes.container.name": "app", "io.kubernetes.docker.type": "container",
                         "io.kubernetes.pod.name": "cart-0", "io.kubernetes.pod.namespace": "shop",
                         "io.kubernetes.pod.uid": "7f9f0f6e-2b0d-4e0c-8f52-4c4a1b0d6b52"}
                        """, "[]"));

        // When
        Container container = host.container(ID, PID);

        // Then
        assertThat(container.origin()).isEqualTo(Origin.KUBERNETES);
        assertThat(container.service()).isEqualTo("cart");
        assertThat(container.attributes()).containsEntry("k8s.statefulset.name", "cart");
    }

    @Test
    void podmanKeepsNamesInTheListOfItsStorage() {
        // Given
        podmanBundle("/run/containers/storage");
        host.file("/var/lib/containers/storage/overlay-containers/containers.json", podmanList("other", SANDBOX))
                .file("/var/lib/containers/storage/overlay-containers/volatile-containers.json", podmanList("web", ID));

        // When
        Container container = host.container(ID, PID);

        // Then
        assertThat(container.origin()).isEqualTo(Origin.CONTAINER);
        assertThat(container.service()).isEqualTo("web");
        assertThat(container.attributes()).containsEntry("container.image.name", "docker.io/library/nginx:latest");
    }

    @Test
    void podmanOfAUserKeepsThemInThatUsersStorage() {
        // Given
        String storage = "/home/ada/.local/share/containers/storage";
        podmanBundle(storage);
        host.file(storage + "/overlay-containers/containers.json", podmanList("diary", ID));

        // Then
        assertThat(host.container(ID, PID).service()).isEqualTo("diary");
    }

    @Test
    void nerdctlWritesTheNameIntoTheBundle() {
        // Given
        shim("/run/containerd/io.containerd.runtime.v2.task/default", ID);
        host.file("/run/containerd/io.containerd.runtime.v2.task/default/" + ID + "/config.json", """
                {"annotations": {"nerdctl/name": "web", "nerdctl/namespace": "default", "nerdctl/hostname": "686f6b229182"}}
                """);

        // Then
        assertThat(host.container(ID, PID).service()).isEqualTo("web");
    }

    @Test
    void plainRuncIsNamedAsItWasCalled() {
        // Given
        host.file("/run/runc/checkout/state.json", """
                {"id": "checkout", "init_process_pid": 4711, "config": {"labels": ["team=shop", "bundle=/srv/checkout"]}}
                """)
                .file("/srv/checkout/config.json", "{\"ociVersion\": \"1.0.2\"}");

        // Then
        assertThat(host.states().knows("checkout")).isTrue();
        assertThat(host.container("checkout", PID).service()).isEqualTo("checkout");
        assertThat(host.states().knows("cart")).isFalse();
    }

    @Test
    void crunWritesAnotherFile() {
        // Given
        host.file("/run/crun/cart/status", "{\"pid\": 4711, \"bundle\": \"/srv/cart\", \"systemd-cgroup\": false}");

        // Then
        assertThat(host.container("cart", PID).service()).isEqualTo("cart");
    }

    @Test
    void aRuntimesOwnDirectoryIsLearntFromItsCall() {
        // Given
        host.file("/opt/run/checkout/state.json", "{\"id\": \"checkout\"}");
        var watch = new ContainerWatch(
                new NamedContainers(host.states()::knows), (_, _) -> {}, _ -> {}, host.states()::learnRoot);
        ControlGroup before = watch.group(List.of("cart"));

        // When
        watch.executed("runc", List.of("runc", "--root", "/opt/run", "run", "checkout"));

        // Then
        assertThat(before).isEqualTo(ControlGroup.NONE);
        assertThat(watch.group(List.of("checkout", "system.slice")).containerId())
                .isEqualTo("checkout");
        assertThat(watch.group(List.of("runc-checkout.scope", "system.slice")).containerId())
                .isEqualTo("checkout");
    }

    @Test
    void whatNobodyKnowsOrWhatIsBrokenHasNoNameYet() {
        // Given
        host.file("/var/lib/docker/containers/" + ID + "/config.v2.json", "{\"Name\": \"/half");

        // When
        ContainerCatalog.Finding finding = host.find(ID, PID);

        // Then
        assertThat(finding.container()).isEmpty();
        assertThat(finding.certain()).isFalse();
    }

    private void shim(String tasks, String own) {
        host.process(MINDER, 1, "containerd-shim", "/usr/bin/containerd-shim-runc-v2", "-id", own)
                .file(tasks + "/" + own + "/rootfs/.keep", "")
                .workingDirectory(MINDER, tasks + "/" + own);
    }

    private static String cri(String type, String pod, String namespace) {
        return """
                {"ociVersion": "1.1.0", "process": {"env": ["PATH=/bin", "TOKEN=secret"]},
                 "mounts": [{"destination": "/etc/hostname", "type": "bind", "source": "/var/lib/containerd/x/hostname"}],
                 "annotations": {
                  "io.kubernetes.cri.container-name": "httpd",
                  "io.kubernetes.cri.container-type": "TYPE",
                  "io.kubernetes.cri.image-name": "docker.io/library/httpd:2.4",
                  "io.kubernetes.cri.sandbox-id": "d150dd60a5ffe278dfa03567c581b975d2ce4cdc749e6c6fb15e03a394977ae2",
                  "io.kubernetes.cri.sandbox-name": "POD",
                  "io.kubernetes.cri.sandbox-namespace": "NAMESPACE",
                  "io.kubernetes.cri.sandbox-uid": "073f3589-a20f-446c-b4e9-2c046bce0fd1"}}
                """.replace("TYPE", type).replace("POD", pod).replace("NAMESPACE", namespace);
    }

    private static String crioBundle() {
        return "/run/containers/storage/overlay-containers/" + ID + "/userdata";
    }

    /** What Docker gives to its containerd: no name in it, but files of its own are mounted. */
    private void moby(String data) {
        shim("/run/docker/containerd/daemon/io.containerd.runtime.v2.task/moby", ID);
        host.file(
                "/run/docker/containerd/daemon/io.containerd.runtime.v2.task/moby/" + ID + "/config.json",
                """
                {"ociVersion": "1.2.0", "mounts": [
                  {"destination": "/proc", "type": "proc", "source": "proc"},
                  {"destination": "/etc/resolv.conf", "type": "bind", "source": "DATA/containers/ID/resolv.conf"},
                  {"destination": "/etc/hostname", "type": "bind", "source": "DATA/containers/ID/hostname"}]}
                """.replace("DATA", data).replace("ID", ID));
    }

    private static String docker(String name, String labels, String environment) {
        return """
                {"StreamConfig": {}, "State": {"Running": true, "Pid": 4711}, "ID": "IDENTITY", "Created": "2026-01-01T00:00:00Z",
                 "Path": "docker-entrypoint.sh", "Args": ["postgres"],
                 "Config": {"Hostname": "686f6b229182", "Env": ENVIRONMENT, "Image": "postgres:16", "Labels": LABELS},
                 "Image": "sha256:4ec37d2a07a0067f176fdcc9d4bb633a5724d2cc4f892c7a2046d054bb6939e5", "Name": "NAME", "Driver": "overlay2"}
                """.replace("IDENTITY", ID)
                .replace("NAME", name)
                .replace("LABELS", labels)
                .replace("ENVIRONMENT", environment);
    }

    private void podmanBundle(String storage) {
        String bundle = storage + "/overlay-containers/" + ID + "/userdata";
        host.process(MINDER, 1, "conmon", "/usr/bin/conmon", "--api-version", "1", "-c", ID, "-b", bundle, "-n", "web")
                .file(bundle + "/config.json", """
                        {"annotations": {"io.container.manager": "libpod", "org.opencontainers.image.stopSignal": "15"}}
                        """);
    }

    private static String podmanList(String name, String id) {
        return """
                [{"id": "0000", "names": ["else"], "metadata": ""},
                 {"id": "ID", "names": ["NAME"], "image": "dbcf87f7f289", "layer": "5078a9136093",
                  "metadata": "{\\"image-name\\":\\"docker.io/library/nginx:latest\\",\\"name\\":\\"NAME\\",\\"created-at\\":1544648833}",
                  "created": "2026-01-01T21:07:13.804209323Z", "flags": {"MountLabel": ""}}]
                """.replace("ID", id).replace("NAME", name);
    }
}
