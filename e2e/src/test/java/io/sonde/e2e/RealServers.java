// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Real servers on the host {@code middle}, each with a home of its own below one directory. */
final class RealServers {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Programs programs;
    private final Network network;
    private final Path directory;

    RealServers(Programs programs, Network network, Path directory) {
        this.programs = programs;
        this.network = network;
        this.directory = directory;
    }

    private boolean nginxRuns;

    void nginx() throws IOException {
        if (nginxRuns) {
            return;
        }
        nginxRuns = true;
        Path home = Files.createDirectories(directory.resolve("nginx"));
        Path file = Files.writeString(home.resolve("nginx.conf"), """
                daemon off; worker_processes 1; pid %1$s/pid; error_log %1$s/error.log; user root;
                events { worker_connections 1024; }
                http {
                  access_log off; keepalive_requests 100000;
                  client_body_temp_path %1$s/a; proxy_temp_path %1$s/b; fastcgi_temp_path %1$s/c; uwsgi_temp_path %1$s/d; scgi_temp_path %1$s/e;
                  server {
                    listen 127.0.0.1:8081; listen 127.0.0.1:8082 http2;
                    location /ok { return 200 "fine"; }
                    location /users/ { return 200 "somebody"; }
                    location /slow { proxy_pass http://127.0.0.1:8081/ok; }
                    location / { return 404; }
                  }
                }
                """.formatted(home));
        programs.start(on(
                "nginx", "-c", file.toString(), "-e", home.resolve("error.log").toString()));
        awaitPort(8081);
    }

    private boolean bindRuns;

    /** Knows {@code here.truth.test}, and {@code web.truth.test}, where nginx listens. */
    void bind() throws IOException {
        if (bindRuns) {
            return;
        }
        bindRuns = true;
        Path home = Files.createDirectories(directory.resolve("bind"));
        Path zone = Files.writeString(home.resolve("truth.test"), """
                $TTL 60
                @ IN SOA ns.truth.test. nobody.truth.test. 1 60 60 60 60
                @ IN NS ns.truth.test.
                ns IN A 127.0.0.1
                here IN A 10.1.2.3
                web IN A 127.0.0.1
                """);
        Path file = Files.writeString(home.resolve("named.conf"), """
                options { directory "%1$s"; pid-file none; session-keyfile none; recursion no; listen-on { 127.0.0.1; }; listen-on-v6 { none; }; };
                controls { };
                zone "truth.test" { type master; file "%2$s"; };
                """.formatted(home, zone));
        programs.start(on("named", "-f", "-n", "1", "-c", file.toString()));
        awaitPort(53);
    }

    void postgres() throws IOException {
        Path home = Files.createDirectories(directory.resolve("postgres"));
        directory.toFile().setExecutable(true, false);
        Programs.run("chown", "postgres", home.toString());
        String bin = Programs.run("bash", "-c", "ls -d /usr/lib/postgresql/*/bin | tail -1")
                .strip();
        String[] as = {"setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"};
        Programs.run(with(as, bin + "/initdb", "-D", home.resolve("data").toString(), "-A", "trust"));
        programs.start(on(with(
                as,
                bin + "/postgres",
                "-D",
                home.resolve("data").toString(),
                "-h",
                "127.0.0.1",
                "-p",
                "5433",
                "-k",
                home.toString())));
        awaitPort(5433);
        await().atMost(PATIENCE)
                .until(() -> succeeds("psql", "-h", "127.0.0.1", "-p", "5433", "-U", "postgres", "-c", "SELECT 1"));
    }

    void mariadb() throws IOException {
        Path home = Files.createDirectories(directory.resolve("mariadb"));
        String data = home.resolve("data").toString();
        directory.toFile().setExecutable(true, false);
        Programs.run(
                "mariadb-install-db",
                "--no-defaults",
                "--user=root",
                "--datadir=" + data,
                "--auth-root-authentication-method=normal");
        String socket = home.resolve("socket").toString();
        programs.start(on(
                "mariadbd",
                "--no-defaults",
                "--user=root",
                "--datadir=" + data,
                "--socket=" + socket,
                "--pid-file=" + home.resolve("pid"),
                "--bind-address=127.0.0.1",
                "--port=3307"));
        awaitPort(3307);
        run(
                "mariadb",
                "--no-defaults",
                "--socket=" + socket,
                "-u",
                "root",
                "-e",
                "CREATE USER sonde@localhost; GRANT ALL ON *.* TO sonde@localhost; CREATE DATABASE truth; CREATE TABLE truth.facts (a INT); INSERT INTO truth.facts VALUES (1), (2)");
    }

    /** With a broker's name server of its own, so that nothing is left behind. */
    void rabbitmq(int port) throws IOException {
        Path home = Files.createDirectories(directory.resolve("rabbitmq"));
        rabbitmq = List.of(
                "env",
                "HOME=" + home,
                "ERL_EPMD_PORT=" + (port + 1),
                "RABBITMQ_NODENAME=truth@localhost",
                "RABBITMQ_NODE_IP_ADDRESS=127.0.0.1",
                "RABBITMQ_NODE_PORT=" + port,
                "RABBITMQ_DIST_PORT=" + (port + 2),
                "RABBITMQ_MNESIA_BASE=" + home,
                "RABBITMQ_LOGS=-",
                "RABBITMQ_ENABLED_PLUGINS_FILE=" + home.resolve("none"),
                "RABBITMQ_CONF_ENV_FILE=" + home.resolve("none"));
        programs.start(on("epmd", "-port", "" + (port + 1)));
        awaitPort(port + 1);
        programs.start(on(rabbitmq("rabbitmq-server")));
        awaitPort(port);
        await().atMost(PATIENCE).until(() -> succeeds(rabbitmq("rabbitmqctl", "await_startup")));
    }

    private List<String> rabbitmq = List.of();

    private String[] rabbitmq(String program, String... arguments) {
        String[] command = with(rabbitmq.toArray(String[]::new), "/usr/lib/rabbitmq/bin/" + program);
        return with(command, arguments);
    }

    /** What the broker counted itself. */
    String rabbitmqCounters() {
        return run(rabbitmq("rabbitmqctl", "eval", "rabbit_global_counters:overview()."));
    }

    void awaitPort(int port) {
        await().atMost(PATIENCE).until(() -> succeeds("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/" + port));
    }

    List<String> on(String... command) {
        return network.on("middle", List.of(command));
    }

    Process start(String... command) {
        return programs.start(on(command));
    }

    String run(String... command) {
        return Programs.run(on(command).toArray(String[]::new));
    }

    boolean succeeds(String... command) {
        try {
            var ignored = run(command);
            return true;
        } catch (IllegalStateException failed) {
            return false;
        }
    }

    static String[] with(String[] first, String... more) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
