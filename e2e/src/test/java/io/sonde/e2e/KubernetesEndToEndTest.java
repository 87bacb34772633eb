// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** On a real Kubernetes node, with the agent in a pod: the map names workloads, and a restarted pod changes nothing. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class KubernetesEndToEndTest {
    private static final String AGENT_IMAGE = "docker.io/sonde/node-agent:e2e";
    private static final String SHOP_IMAGE = "docker.io/sonde/e2e-shop:e2e";
    private static final int REQUESTS = 1_000;
    private static final Duration SHOWN_LIMIT = Duration.ofSeconds(60);
    private static final Path DIST = Path.of("..", "dist").toAbsolutePath().normalize();

    @TempDir
    static Path directory;

    private final Instant begin = Instant.now();
    private Kubernetes kubernetes;
    private Engine engine;
    private Stack stack;

    @BeforeAll
    void start() throws IOException {
        kubernetes = Kubernetes.require();
        kubernetes.load(agentImage());
        kubernetes.load(shopImage());
        engine = new Engine(directory.resolve("data"));
        stack = new Stack(directory.resolve("server"), engine.settings());
        kubernetes.apply(
                "agent.yaml",
                Map.of(
                        "@image@",
                        AGENT_IMAGE,
                        "@endpoint@",
                        "http://" + kubernetes.nodeAddress() + ":" + stack.grpcPort()));
        kubernetes.apply("shop.yaml", Map.of("@image@", SHOP_IMAGE));
        kubernetes.kubectl("-n", "shop", "rollout", "status", "deployment/web", "--timeout=120s");
        kubernetes.kubectl("-n", "shop", "wait", "--for=condition=Ready", "pod/client", "--timeout=60s");
        await("agent heard")
                .atMost(SHOWN_LIMIT)
                .until(() -> stack.get("/api/v1/agents").size() == 1);
        await("shop on the map").atMost(SHOWN_LIMIT).until(() -> shop(map()).equals(Set.of("web~shop", "client~shop")));
    }

    private static Path agentImage() throws IOException {
        Path libbpf = Path.of("/usr/lib", System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64")
                .resolveSibling((System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64") + "-linux-gnu")
                .resolve("libbpf.so.1");
        return new ContainerImage(directory.resolve("agent"))
                .program(Path.of("/bin/bash"), "/bin/bash")
                .program(libbpf, libbpf.toString())
                .program(Path.of(System.getProperty("java.home")), "/opt/jdk")
                .without("/opt/jdk/jmods", "/opt/jdk/lib/src.zip", "/opt/jdk/lib/ct.sym", "/opt/jdk/legal")
                .libraries(Path.of(System.getProperty("java.home"), "bin", "java"))
                .libraries(Path.of(System.getProperty("java.home"), "lib", "server", "libjvm.so"))
                .program(DIST.resolve("bin/sonde-node-agent"), "/opt/sonde/bin/sonde-node-agent")
                .program(DIST.resolve("lib/jdk.sh"), "/opt/sonde/lib/jdk.sh")
                .program(DIST.resolve("lib/sonde-node-agent"), "/opt/sonde/lib/sonde-node-agent")
                .program(DIST.resolve("bpf"), "/opt/sonde/bpf")
                .program(DIST.resolve("aot"), "/opt/sonde/aot")
                .write(
                        AGENT_IMAGE,
                        List.of("/opt/sonde/bin/sonde-node-agent"),
                        Map.of("PATH", "/bin", "JAVA_HOME", "/opt/jdk"));
    }

    private static Path shopImage() throws IOException {
        return new ContainerImage(directory.resolve("shop"))
                .file("/srv/index.html", "Hello.\n")
                .write(SHOP_IMAGE, List.of("/bin/busybox"), Map.of("PATH", "/bin"));
    }

    @AfterAll
    void stop() {
        if (stack != null) {
            stack.close();
        }
        if (engine != null) {
            engine.close();
        }
        if (kubernetes != null) {
            kubernetes.kubectl("delete", "namespace", "shop", "sonde", "--ignore-not-found");
            kubernetes.kubectl("delete", "clusterrole,clusterrolebinding", "sonde-node-agent", "--ignore-not-found");
        }
    }

    /** The first, so that the numbers are its own. */
    @Test
    @Order(1)
    void callsThroughTheServiceAreCountedBetweenWorkloads() {
        // Given
        Set<String> pods = podAddresses();

        // When
        int answered = call(REQUESTS);

        // Then
        assertThat(answered).isEqualTo(REQUESTS);
        await().atMost(SHOWN_LIMIT).untilAsserted(() -> {
            JsonNode map = map();
            assertThat(opened(map, "client~shop", "web~shop"))
                    .as(map.path("edges") + "\n" + stack.get("/api/v1/agents"))
                    .isEqualTo(REQUESTS);
            assertThat(targets(map, "client~shop"))
                    .as("the name was looked up too, through another Service: " + map.path("edges"))
                    .containsExactlyInAnyOrder("web~shop", "coredns");
            assertThat(asked(map, "client~shop", "web~shop", "http")).isEqualTo(REQUESTS);
            assertThat(asked(map, "client~shop", "coredns", "dns")).isGreaterThanOrEqualTo(REQUESTS);
            assertThat(ids(map))
                    .as("no pod by its address")
                    .noneMatch(id -> pods.stream().anyMatch(id::contains));
        });
        await().atMost(SHOWN_LIMIT)
                .untilAsserted(() -> assertThat(acceptedFromClient())
                        .as("what the web servers' side counted")
                        .isEqualTo(REQUESTS));
        System.out.println(REQUESTS + " requests through the Service: client~shop -> web~shop "
                + opened(map(), "client~shop", "web~shop") + ", accepted by web~shop " + acceptedFromClient());
        picture();
    }

    /** A picture of this map, where one is asked for by {@code -Dkube.pictures=DIRECTORY}. */
    private void picture() {
        String pictures = System.getProperty("kube.pictures", "");
        if (!pictures.isEmpty()) {
            String page = "/map?from=now-15m&focus=web~shop&depth=1&src=client~shop&dst=web~shop";
            Programs.run(
                    "env",
                    "SERVER_URL=" + stack.url(),
                    "node",
                    "browser/pictures.mjs",
                    pictures,
                    "map-kubernetes",
                    page,
                    "web");
        }
    }

    /** The kubelet connects too, to see whether they are ready. */
    private long acceptedFromClient() {
        String address = kubernetes.kubectl("-n", "shop", "get", "pod", "client", "-o", "jsonpath={.status.podIP}");
        return Math.round(Double.parseDouble(engine.ask("""
                SELECT sum(value) FROM metric_samples WHERE metric = 'sonde.tcp.connections.opened' AND fingerprint IN (
                  SELECT fingerprint FROM metric_series WHERE metric = 'sonde.tcp.connections.opened'
                  AND resource['service.name'] = 'web' AND resource['k8s.namespace.name'] = 'shop'
                  AND attributes['sonde.tcp.role'] = 'server' AND attributes['network.peer.address'] = '%s') FORMAT TSV
                """.formatted(address))));
    }

    @Test
    @Order(2)
    void aRestartedPodChangesNothing() {
        // Given
        Set<String> before = shop(map());
        String pods = "{.items[*].metadata.name}";
        String old = kubernetes.kubectl("-n", "shop", "get", "pods", "-l", "app=web", "-o", "jsonpath=" + pods);

        // When
        kubernetes.kubectl("-n", "shop", "delete", "pod", old.split(" ")[0], "--wait=true");
        kubernetes.kubectl("-n", "shop", "rollout", "status", "deployment/web", "--timeout=120s");
        long counted = opened(map(), "client~shop", "web~shop");
        call(100);

        // Then
        assertThat(kubernetes.kubectl("-n", "shop", "get", "pods", "-l", "app=web", "-o", "jsonpath=" + pods))
                .isNotEqualTo(old);
        await().atMost(SHOWN_LIMIT).untilAsserted(() -> {
            JsonNode map = map();
            assertThat(opened(map, "client~shop", "web~shop")).isGreaterThanOrEqualTo(counted + 100);
            assertThat(shop(map)).isEqualTo(before);
        });
    }

    @Test
    @Order(3)
    void instancesAreContainersOfPodsWithTheirWorkload() {
        JsonNode service = stack.get("/api/v1/services/web~shop?from=" + begin + "&to="
                + Instant.now().plusSeconds(60));

        assertThat(service.path("instances")).isNotEmpty().allSatisfy(instance -> {
            assertThat(instance.path("pod").asText()).startsWith("web-");
            assertThat(instance.path("id").asText())
                    .isEqualTo(instance.path("containerId").asText());
            assertThat(instance.path("containerName").asText()).isEqualTo("server");
            assertThat(instance.path("image").asText()).isEqualTo(SHOP_IMAGE);
            assertThat(instance.path("origin").asText()).isEqualTo("kubernetes");
            assertThat(instance.path("node").asText()).isNotEmpty();
        });
    }

    /** Each request is a connection of its own. */
    private int call(int requests) {
        String loop = "n=0; i=0; while [ $i -lt " + requests
                + " ]; do wget -q -O /tmp/answer http://web/ && n=$((n+1)); i=$((i+1)); done; echo $n";
        return Integer.parseInt(kubernetes
                .kubectl("-n", "shop", "exec", "client", "--", "sh", "-c", loop)
                .strip());
    }

    private JsonNode map() {
        return stack.get("/api/v1/map?from=" + begin + "&to=" + Instant.now().plusSeconds(60));
    }

    /** What the map knows of the shop: no pod, no address. */
    private static Set<String> shop(JsonNode map) {
        return StreamSupport.stream(map.path("services").spliterator(), false)
                .filter(service -> service.path("namespace").asText().equals("shop"))
                .map(service -> service.path("id").asText())
                .collect(Collectors.toSet());
    }

    private Set<String> podAddresses() {
        return Set.of(kubernetes
                .kubectl("get", "pods", "--all-namespaces", "-o", "jsonpath={.items[*].status.podIP}")
                .split(" "));
    }

    private static Set<String> ids(JsonNode map) {
        return StreamSupport.stream(map.path("services").spliterator(), false)
                .map(service -> service.path("id").asText())
                .collect(Collectors.toSet());
    }

    private static Set<String> targets(JsonNode map, String source) {
        return StreamSupport.stream(map.path("edges").spliterator(), false)
                .filter(edge -> edge.path("source").asText().equals(source))
                .map(edge -> edge.path("target").asText())
                .collect(Collectors.toSet());
    }

    private static long asked(JsonNode map, String source, String target, String protocol) {
        return edges(map, source, target)
                .flatMap(edge -> StreamSupport.stream(edge.path("requests").spliterator(), false))
                .filter(requests -> requests.path("protocol").asText().equals(protocol))
                .mapToLong(requests -> requests.path("count").asLong())
                .sum();
    }

    private static long opened(JsonNode map, String source, String target) {
        return edges(map, source, target)
                .mapToLong(edge -> edge.path("connections").path("opened").asLong())
                .sum();
    }

    private static Stream<JsonNode> edges(JsonNode map, String source, String target) {
        return StreamSupport.stream(map.path("edges").spliterator(), false)
                .filter(edge -> edge.path("source").asText().equals(source)
                        && edge.path("target").asText().equals(target));
    }
}
