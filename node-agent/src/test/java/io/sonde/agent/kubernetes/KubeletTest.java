// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.sonde.agent.kubernetes.Workload.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that answers as a kubelet does, with and without encryption. */
class KubeletTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String PODS = """
            {"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": [
              {"metadata": {"name": "web-68dc4cd679-94jzx", "namespace": "shop", "uid": "u-web",
                "labels": {"app": "web", "pod-template-hash": "68dc4cd679"}, "annotations": {"kubernetes.io/config.source": "api"},
                "ownerReferences": [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web-68dc4cd679", "controller": true}]},
               "spec": {"nodeName": "node1", "containers": [{"name": "httpd"}]}, "status": {"phase": "Running"}},
              {"metadata": {"name": "bare-rs-x2k8p", "uid": "u-set",
                "ownerReferences": [{"kind": "ReplicaSet", "name": "bare-rs", "controller": true}]}, "spec": {}},
              {"metadata": {"name": "db-abcde-0", "uid": "u-db",
                "ownerReferences": [{"kind": "Other", "name": "x"}, {"kind": "StatefulSet", "name": "db-abcde", "controller": true}]}},
              {"metadata": {"name": "log-x2k8p", "uid": "u-log", "ownerReferences": [{"kind": "DaemonSet", "name": "log"}]}},
              {"metadata": {"name": "migrate-x2k8p", "uid": "u-job", "ownerReferences": [{"kind": "Job", "name": "migrate"}]}},
              {"metadata": {"name": "b-29012345-x2k8p", "uid": "u-cron", "ownerReferences": [{"kind": "Job", "name": "b-29012345"}]}},
              {"metadata": {"name": "pg-1", "uid": "u-pg", "ownerReferences": [{"kind": "Cluster", "name": "pg"}]}},
              {"metadata": {"name": "etcd-node1", "uid": "u-etcd", "annotations": {"kubernetes.io/config.source": "file"}},
               "spec": {"nodeName": "node1"}},
              {"metadata": {"name": "lone-x2k8p", "uid": "u-lone"}}]}
            """;

    @TempDir
    private Path account;

    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private HttpServer server = HttpServer.create();
    private int status = 200;

    KubeletTest() throws IOException {}

    @BeforeEach
    void token() throws IOException {
        Files.writeString(account.resolve("token"), "abc.def.ghi\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theOwnersOfPodsNameTheirWorkloads() throws Exception {
        // Given
        plain();
        var workloads = new Workloads(Optional.of(kubelet("http", true)), "elsewhere");

        // Then
        assertThat(workload(workloads, "web-68dc4cd679-94jzx", "u-web"))
                .isEqualTo(new Workload(Kind.DEPLOYMENT, "web"));
        assertThat(workload(workloads, "bare-rs-x2k8p", "u-set")).isEqualTo(new Workload(Kind.REPLICA_SET, "bare-rs"));
        assertThat(workload(workloads, "db-abcde-0", "u-db")).isEqualTo(new Workload(Kind.STATEFUL_SET, "db-abcde"));
        assertThat(workload(workloads, "log-x2k8p", "u-log")).isEqualTo(new Workload(Kind.DAEMON_SET, "log"));
        assertThat(workload(workloads, "migrate-x2k8p", "u-job")).isEqualTo(new Workload(Kind.JOB, "migrate"));
        assertThat(workload(workloads, "b-29012345-x2k8p", "u-cron")).isEqualTo(new Workload(Kind.CRON_JOB, "b"));
        assertThat(workload(workloads, "pg-1", "u-pg")).isEqualTo(new Workload(Kind.OTHER, "pg"));
        assertThat(workload(workloads, "etcd-node1", "u-etcd")).isEqualTo(new Workload(Kind.STATIC_POD, "etcd"));
        assertThat(workload(workloads, "lone-x2k8p", "u-lone")).isEqualTo(new Workload(Kind.POD, "lone-x2k8p"));
        assertThat(tokens).as("never in the open").containsOnly("null");
    }

    @Test
    void aPodThatTheKubeletDoesNotKnowYetIsGuessedFromItsName() throws Exception {
        // Given
        plain();
        var workloads = new Workloads(Optional.of(kubelet("http", true)), "node1");

        // When
        Workloads.Answer answer = workloads.of(new Pod("shop", "new-68dc4cd679-94jzx", "u-new", "c", false));

        // Then
        assertThat(answer).isEqualTo(new Workloads.Answer(new Workload(Kind.DEPLOYMENT, "new"), false));
        assertThat(workloads.failures()).isZero();
    }

    @Test
    void aKubeletThatRefusesIsCountedAndNamesHaveToDo() throws Exception {
        // Given
        plain();
        status = 403;
        var workloads = new Workloads(Optional.of(kubelet("http", true)), "node1");

        // When
        Workload guess = workload(workloads, "web-68dc4cd679-94jzx", "u-web");

        // Then
        assertThat(guess).isEqualTo(new Workload(Kind.DEPLOYMENT, "web"));
        assertThat(workloads.failures()).isEqualTo(1);
        assertThatThrownBy(() -> kubelet("http", true).pods()).hasMessageContaining("nodes/proxy");
    }

    @Test
    void theTokenIsGivenToAKubeletThatTheAuthorityVouchesFor() throws Exception {
        // Given
        encrypted("kubelet");

        // When
        kubelet("https", true).pods();

        // Then
        assertThat(tokens).containsExactly("Bearer abc.def.ghi");
    }

    @Test
    void aStrangerGetsNoTokenUnlessThatWasAskedFor() throws Exception {
        // Given
        encrypted("stranger");

        // Then
        assertThatThrownBy(() -> kubelet("https", true).pods()).isInstanceOf(IOException.class);
        assertThat(tokens).isEmpty();
        assertThat(kubelet("https", false).pods()).containsKey("u-web");
        assertThat(tokens).containsExactly("Bearer abc.def.ghi");
    }

    private static Workload workload(Workloads workloads, String pod, String uid) {
        return workloads.of(new Pod("shop", pod, uid, "c", false)).workload();
    }

    private Kubelet kubelet(String scheme, boolean verify) {
        return new Kubelet(
                URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort()), verify, account);
    }

    private void plain() throws IOException {
        start(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    /** Whoever presents itself, the cluster's authority vouches for the one called kubelet. */
    private void encrypted(String presented) throws Exception {
        certificate("kubelet");
        certificate(presented);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "kubelet",
                "-file",
                account.resolve("ca.crt").toString());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(account.resolve("keys"))) {
            store.load(in, PASSWORD);
        }
        if (!presented.equals("kubelet")) {
            store.deleteEntry("kubelet");
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        start(https);
    }

    private void certificate(String alias) throws Exception {
        if (alias.equals("kubelet") && Files.exists(account.resolve("keys"))) {
            return;
        }
        keytool("-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", "CN=node1", "-ext", "SAN=ip:127.0.0.1");
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", "changeit", "-keystore"));
        command.add(account.resolve("keys").toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private void start(HttpServer started) {
        server = started;
        server.createContext("/pods", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        byte[] body = PODS.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
