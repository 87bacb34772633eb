// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sonde.e2e.RequestTruth.Told;
import io.sonde.e2e.Telemetry.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What the agent says of requests is what real clients and servers say of themselves, to the request. */
@TestInstance(Lifecycle.PER_CLASS)
class RequestTruthEndToEndTest {
    @TempDir
    static Path directory;

    private RequestTruth truth;
    private Programs programs;
    private Telemetry telemetry;
    private RealServers servers;

    @BeforeAll
    void start() {
        Privileges.require();
        truth = new RequestTruth(directory);
        programs = truth.programs;
        telemetry = truth.telemetry;
        servers = truth.servers;
    }

    @AfterAll
    void stop() throws IOException {
        if (truth != null) {
            truth.close();
        }
    }

    @Test
    void http1() throws IOException {
        Privileges.needProgram("nginx", "nginx-light");
        Privileges.needProgram("h2load", "nghttp2-client");
        servers.nginx();
        truth.settle();

        // When: as many as said, over few connections and over one each
        servers.run("h2load", "--h1", "-n", "4000", "-c", "4", "http://127.0.0.1:8081/ok");
        servers.run("h2load", "--h1", "-n", "500", "-c", "4", "http://127.0.0.1:8081/missing");
        for (int i = 0; i < 50; i++) {
            servers.run("curl", "-s", "-o", "/dev/null", "http://127.0.0.1:8081/users/" + i + "?token=secret");
        }

        // Then
        Predicate<Point> http = point -> point.get("sonde.protocol").equals("http");
        Told told = new Told("http", "h2load, curl → nginx", 4550, 500);
        truth.check(told, http, point -> point.service().startsWith("nginx"));
        assertThat(telemetry.count(http.and(point -> point.get("url.template").equals("/users/{id}"))))
                .isEqualTo(50);
        assertThat(telemetry.requests(http).toString()).doesNotContain("secret");
    }

    @Test
    void theMedianIsTheClients() throws IOException {
        Privileges.needProgram("wrk", "wrk");
        servers.nginx();
        truth.settle();

        // When
        String said = servers.run("wrk", "-t1", "-c1", "-d4s", "--latency", "http://127.0.0.1:8081/slow");
        Predicate<Point> byWrk = point ->
                point.service().equals("wrk") && point.get("error.type").isEmpty();
        long requests = number(said, "(\\d+) requests in");
        await().atMost(RequestTruth.PATIENCE)
                .untilAsserted(() -> assertThat(telemetry.count(byWrk))
                        .as("lost: " + telemetry.lost())
                        .isBetween(requests, requests + 2));

        // Then: what is under way when wrk stops is counted by one of the two
        double median = seconds(said);
        System.out.println(
                "median by wrk %.6f s, by the agent %.6f s".formatted(median, telemetry.seconds(byWrk, 0.5)));
        assertThat(telemetry.seconds(byWrk, 0.5)).isBetween(median * 0.93, median * 1.07);
    }

    @Test
    void postgresql() throws IOException {
        Privileges.needProgram("pgbench", "postgresql-client");
        servers.postgres();
        String[] bench = {"pgbench", "-h", "127.0.0.1", "-p", "5433", "-U", "postgres", "-n", "postgres", "-c", "4"};
        servers.run("pgbench", "-h", "127.0.0.1", "-p", "5433", "-U", "postgres", "-i", "-q", "postgres");
        truth.settle();

        // When: 4 clients, so many transactions of one SELECT each
        for (String mode : List.of("simple", "extended", "prepared")) {
            servers.run(RealServers.with(bench, "-S", "-t", "500", "-M", mode));
        }
        Path pipeline = Files.writeString(directory.resolve("pipeline.sql"), """
                \\startpipeline
                SELECT abalance FROM pgbench_accounts WHERE aid = 1;
                SELECT bbalance FROM pgbench_branches WHERE bid = 1;
                \\endpipeline
                """);
        servers.run(RealServers.with(bench, "-t", "250", "-M", "extended", "-f", pipeline.toString()));
        for (int i = 0; i < 7; i++) {
            fails("psql", "-h", "127.0.0.1", "-p", "5433", "-U", "postgres", "-c", "SELECT 1/0 FROM pgbench_accounts");
        }

        // Then
        Predicate<Point> accounts = point -> point.get("sonde.protocol").equals("postgresql")
                && point.get("db.operation.name").equals("SELECT")
                && point.get("db.collection.name").equals("pgbench_accounts");
        Told told =
                new Told("postgresql", "pgbench (simple, extended, prepared, pipelined), psql → PostgreSQL", 7007, 7);
        truth.check(told, accounts, point -> point.service().startsWith("postgres"));
        assertThat(telemetry.requests(
                        accounts.and(point -> !point.get("error.type").isEmpty())))
                .isNotEmpty()
                .allSatisfy(point ->
                        assertThat(point.get("db.response.status_code")).isEqualTo("22012"));
    }

    @Test
    void http2() throws IOException {
        Privileges.needProgram("nginx", "nginx-light");
        Privileges.needProgram("h2load", "nghttp2-client");
        servers.nginx();
        truth.settle();

        // When: twenty streams at a time on each connection
        servers.run("h2load", "-n", "4000", "-c", "4", "-m", "20", "http://127.0.0.1:8082/ok");
        servers.run("h2load", "-n", "500", "-c", "2", "-m", "5", "http://127.0.0.1:8082/missing");

        // Then
        Predicate<Point> http = point -> point.get("sonde.protocol").equals("http");
        truth.check(
                new Told("http (2)", "h2load → nginx", 4500, 500),
                http,
                point -> point.service().startsWith("nginx"));
    }

    @Test
    void redis() {
        Privileges.needProgram("redis-server", "redis-server");
        programs.start(servers.on("redis-server", "--port", "6380", "--save", "", "--dir", directory.toString()));
        servers.awaitPort(6380);
        truth.settle();

        // When: sixteen commands at a time
        servers.run("redis-benchmark", "-p", "6380", "-n", "8000", "-c", "4", "-P", "16", "-t", "set,get", "-q");
        for (int i = 0; i < 5; i++) {
            Programs.run(
                    servers.on("redis-cli", "-p", "6380", "incr", "a\u00e4").toArray(String[]::new));
            Programs.run(servers.on("redis-cli", "-p", "6380", "lpush", "list" + i, "secret")
                    .toArray(String[]::new));
            Programs.run(
                    servers.on("redis-cli", "-p", "6380", "incr", "list" + i).toArray(String[]::new));
        }
        String said = servers.run("redis-cli", "-p", "6380", "info", "commandstats");

        // Then
        long told = 0;
        for (String command : List.of("set", "get", "incr", "lpush")) {
            told += number(said, "cmdstat_" + command + ":calls=(\\d+)");
        }
        Predicate<Point> commands = point -> point.get("sonde.protocol").equals("redis")
                && List.of("SET", "GET", "INCR", "LPUSH").contains(point.get("db.operation.name"));
        truth.check(
                new Told("redis", "redis-benchmark (16 in a pipeline), redis-cli → Redis", told, 5),
                commands,
                point -> point.service().equals("redis-server"));
        assertThat(telemetry.requests(commands).toString()).doesNotContain("secret");
    }

    @Test
    void mysql() throws IOException {
        Privileges.needProgram("mariadb-slap", "mariadb-client");
        servers.mariadb();
        String[] slap = {
            "mariadb-slap", "-h", "127.0.0.1", "-P", "3307", "-u", "sonde", "--skip-ssl", "--create-schema", "truth"
        };
        truth.settle();

        // When
        servers.run(RealServers.with(
                slap, "-c", "4", "--number-of-queries", "2000", "-q", "SELECT a FROM facts WHERE a < 5"));
        for (int i = 0; i < 6; i++) {
            fails(
                    "mariadb",
                    "-h",
                    "127.0.0.1",
                    "-P",
                    "3307",
                    "-u",
                    "sonde",
                    "--skip-ssl",
                    "truth",
                    "-e",
                    "SELECT b FROM facts");
        }

        // Then
        Predicate<Point> facts = point -> point.get("sonde.protocol").equals("mysql")
                && point.get("db.operation.name").equals("SELECT")
                && point.get("db.collection.name").equals("facts");
        truth.check(
                new Told("mysql", "mariadb-slap, mariadb → MariaDB", 2006, 6),
                facts,
                point -> point.service().equals("mariadbd"));
    }

    @Test
    void grpc() {
        Process server = truth.program(TruthGrpc.class, "serve", "8083");
        Programs.awaitLine(server, "listening");
        truth.settle();

        // When
        Process client = truth.program(TruthGrpc.class, "call", "8083", "1000");
        assertThat(Programs.lastLine(client)).isEqualTo("900 100");

        // Then: the same program at both ends
        Predicate<Point> calls = point -> point.get("sonde.protocol").equals("grpc")
                && point.get("rpc.method").equals("opentelemetry.proto.collector.metrics.v1.MetricsService/Export");
        truth.check(new Told("grpc", "grpc-java → grpc-java", 1000, 100), calls, RequestTruth.AT_SERVER);
        assertThat(telemetry.count(
                        calls.and(point -> point.get("rpc.response.status_code").equals("14"))))
                .isEqualTo(200);
    }

    @Test
    void dns() throws IOException {
        Privileges.needProgram("named", "bind9");
        Privileges.needProgram("dig", "bind9-dnsutils");
        servers.bind();
        truth.settle();

        // When: by datagram and by stream
        for (int i = 0; i < 40; i++) {
            servers.run("dig", "+tries=1", "@127.0.0.1", "here.truth.test");
        }
        for (int i = 0; i < 10; i++) {
            servers.run("dig", "+tries=1", "@127.0.0.1", "nowhere.truth.test");
            servers.run("dig", "+tcp", "+tries=1", "@127.0.0.1", "here.truth.test");
        }

        // Then
        Predicate<Point> lookups = point -> point.get("sonde.protocol").equals("dns")
                && point.get("dns.question.name").endsWith("truth.test");
        truth.check(
                new Told("dns", "dig (UDP, TCP) → bind", 60, 10),
                lookups,
                point -> point.service().equals("named"));
    }

    /** What is connected to has the name that the program asked for. */
    @Test
    void aPeerHasTheNameThatWasAskedFor() throws IOException {
        Privileges.needProgram("named", "bind9");
        servers.bind();
        servers.nginx();
        Path resolver = Files.writeString(directory.resolve("resolv.conf"), "nameserver 127.0.0.1\n");
        truth.settle();

        // When
        servers.run(
                "unshare",
                "--mount",
                "bash",
                "-c",
                "mount --bind " + resolver + " /etc/resolv.conf && curl -s -o /dev/null http://web.truth.test:8081/ok");

        // Then
        Predicate<Point> byCurl = point ->
                point.service().equals("curl") && point.get("sonde.protocol").equals("http");
        await().atMost(RequestTruth.PATIENCE)
                .untilAsserted(() -> assertThat(telemetry.count(byCurl)).isEqualTo(1));
        assertThat(telemetry.requests(byCurl))
                .allSatisfy(point -> assertThat(point.get("server.address")).isEqualTo("web.truth.test"));
    }

    @Test
    void memcached() {
        Privileges.needProgram("memcached", "memcached");
        programs.start(servers.on("memcached", "-u", "root", "-l", "127.0.0.1", "-p", "11212"));
        servers.awaitPort(11212);
        truth.settle();

        // When: 300 commands in three pipelines; every tenth is not known
        String commands =
                "for i in $(seq 1 30); do printf 'set k%s 0 0 6\\r\\nsecret\\r\\nget k%s\\r\\nget none\\r\\n' $i $i; done; printf 'bogus\\r\\n'";
        for (int i = 0; i < 3; i++) {
            servers.run(
                    "bash",
                    "-c",
                    "exec 3<>/dev/tcp/127.0.0.1/11212; { " + commands + "; printf 'quit\\r\\n'; } >&3; cat <&3");
        }

        // Then
        Predicate<Point> known = point -> point.get("sonde.protocol").equals("memcached")
                && List.of("get", "set").contains(point.get("db.operation.name").toLowerCase(java.util.Locale.ROOT));
        truth.check(
                new Told("memcached", "bash (pipelined) → memcached", 270, 0),
                known,
                point -> point.service().equals("memcached"));
        assertThat(telemetry.requests(known).toString()).doesNotContain("secret");
    }

    private void fails(String... command) {
        assertThat(servers.succeeds(command)).isFalse();
    }

    private static long number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    /** The line of wrk's distribution that says 50 %. */
    private static double seconds(String text) {
        Matcher matcher = Pattern.compile("50%\\s+([0-9.]+)(us|ms|s)").matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        double value = Double.parseDouble(matcher.group(1));
        return switch (matcher.group(2)) {
            case "us" -> value / 1e6;
            case "ms" -> value / 1e3;
            default -> value;
        };
    }
}
