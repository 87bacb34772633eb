// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sonde.e2e.Telemetry.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Medians by the clock of clients that tell one, and by the agent: figures for the page, where they are asked for. */
@TestInstance(Lifecycle.PER_CLASS)
class MedianTruthEndToEndTest {
    private static final double MILLI = 1e-3;
    private static final double MICRO = 1e-6;

    @TempDir
    static Path directory;

    private RequestTruth truth;
    private RealServers servers;

    @BeforeAll
    void start() throws IOException {
        Privileges.require();
        Privileges.need(Boolean.getBoolean("truth.all"), "medians are measured by `make truth`");
        truth = new RequestTruth(directory);
        servers = truth.servers;
        servers.nginx();
        servers.postgres();
        servers.run("pgbench", "-h", "127.0.0.1", "-p", "5433", "-U", "postgres", "-i", "-q", "postgres");
        truth.programs.start(servers.on("redis-server", "--port", "6380", "--save", "", "--dir", directory.toString()));
        servers.awaitPort(6380);
    }

    @AfterAll
    void stop() throws IOException {
        if (truth != null) {
            truth.close();
        }
    }

    /** Who measures, what it says, and which requests are its own. */
    private record Measured(String protocol, String who, Client client, Predicate<Point> own) {}

    /** Returns the median in seconds. */
    private interface Client {
        double run() throws IOException;
    }

    @Test
    void medians() throws IOException {
        String web = GoPrograms.small("web");
        truth.programs.start(servers.on(web, "serve", "8085"));
        servers.awaitPort(8085);
        String grpc = GoPrograms.large("grpc", ".");
        truth.programs.start(servers.on(grpc, "serve", "8086"));
        servers.awaitPort(8086);
        List<Measured> all = List.of(
                new Measured("http", "wrk → nginx", this::wrk, of("http")),
                new Measured("http", "h2load → nginx", () -> h2load("--h1", 8081), of("http")),
                new Measured("http (2)", "h2load → nginx", () -> h2load("--no-tls-proto=h2c", 8082), of("http")),
                new Measured("http", "Go net/http → Go net/http", () -> third(web, "call", "8085", "h1"), of("http")),
                new Measured(
                        "http (2)", "Go net/http → Go net/http", () -> third(web, "call", "8085", "h2"), of("http")),
                new Measured("grpc", "grpc-go → grpc-go", () -> third(grpc, "call", "8086"), of("grpc")),
                new Measured(
                        "postgresql",
                        "pgbench → PostgreSQL",
                        this::pgbench,
                        of("postgresql").and(point -> point.operation().equals("SELECT"))),
                new Measured(
                        "redis",
                        "redis-benchmark → Redis",
                        this::redis,
                        of("redis").and(point -> point.operation().equals("GET"))));
        for (Measured one : all) {
            measure(one, "loopback");
        }
        servers.run("tc", "qdisc", "add", "dev", "lo", "root", "netem", "delay", "1ms");
        for (Measured one : all) {
            measure(one, "1 ms each way");
        }
    }

    private static Predicate<Point> of(String protocol) {
        return RequestTruth.AT_SERVER
                .negate()
                .and(point -> point.get("sonde.protocol").equals(protocol));
    }

    private void measure(Measured one, String network) throws IOException {
        truth.settle();
        double said = one.client.run();
        int reports = truth.telemetry.reports();
        await().atMost(RequestTruth.PATIENCE).until(() -> truth.telemetry.reports() > reports + 2);
        double seen = truth.telemetry.seconds(one.own, 0.5);
        assertThat(said).isPositive();
        assertThat(seen).isPositive();
        truth.tell(
                one.protocol,
                one.who,
                network,
                "%,d".formatted(truth.telemetry.count(one.own)),
                "%.1f µs".formatted(said / MICRO),
                "%.1f µs".formatted(seen / MICRO),
                "%+.1f %%".formatted(100 * (seen / said - 1)));
    }

    private double wrk() {
        String said = servers.run("wrk", "-t1", "-c1", "-d4s", "--latency", "http://127.0.0.1:8081/ok");
        Matcher matcher = found(said, "50%\\s+([0-9.]+)(us|ms|s)\\b");
        double unit = switch (matcher.group(2)) {
            case "us" -> MICRO;
            case "ms" -> MILLI;
            default -> 1;
        };
        return Double.parseDouble(matcher.group(1)) * unit;
    }

    /** Its log has a line for each request, with microseconds at the end. */
    private double h2load(String protocol, int port) throws IOException {
        Path log = directory.resolve("h2load.log");
        Files.deleteIfExists(log);
        servers.run(
                "h2load",
                protocol,
                "-n",
                "1500",
                "-c",
                "1",
                "-m",
                "1",
                "--log-file=" + log,
                "http://127.0.0.1:" + port + "/ok");
        return median(log, "\t", 2) * MICRO;
    }

    private double pgbench() throws IOException {
        Path prefix = directory.resolve("pgbench");
        servers.run(
                "bash",
                "-c",
                "pgbench -h 127.0.0.1 -p 5433 -U postgres -n -S -c 1 -t 1500 --log --log-prefix=" + prefix
                        + " postgres && mv " + prefix + ".* " + prefix + "-log");
        double median = median(directory.resolve("pgbench-log"), " ", 2) * MICRO;
        Files.delete(directory.resolve("pgbench-log"));
        return median;
    }

    private double redis() {
        String said = servers.run("redis-benchmark", "-p", "6380", "-n", "1500", "-c", "1", "-t", "get", "--csv");
        return Double.parseDouble(found(said, "\"GET\",\"[^\"]*\",\"[^\"]*\",\"[^\"]*\",\"([0-9.]+)\"")
                        .group(1))
                * MILLI;
    }

    private double third(String... command) {
        return Double.parseDouble(
                servers.run(RealServers.with(command, "1500")).strip().split(" ")[2]);
    }

    private static double median(Path file, String separator, int column) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            double[] sorted = lines.mapToDouble(line -> Double.parseDouble(line.split(separator)[column]))
                    .sorted()
                    .toArray();
            return sorted[sorted.length / 2];
        }
    }

    private static Matcher found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher;
    }
}
