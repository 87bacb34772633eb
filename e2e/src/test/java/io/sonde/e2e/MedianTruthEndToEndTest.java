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
    private static final String LATE_MILLIS = "4";
    private static final String GO_WEB = "Go net/http → Go net/http";
    private static final String GO_GRPC = "grpc-go → grpc-go";
    private static final Predicate<Point> SELECT = command("postgresql", "SELECT");
    private static final Predicate<Point> PING = command("redis", "PING");
    private static final Predicate<Point> DEBUG = command("redis", "DEBUG");

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
        String home = directory.toString();
        servers.start("redis-server", "--port", "6380", "--save", "", "--dir", home, "--enable-debug-command", "yes");
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

    /** Of what is answered at once the client's own work is a part of what it measures: the page says how much. */
    @Test
    void answeredAtOnce() throws IOException {
        String web = GoPrograms.small("web");
        String grpc = GoPrograms.large("grpc", ".");
        serve(web, 8085);
        serve(grpc, 8086);
        List<Measured> all = List.of(
                new Measured("http", "wrk → nginx", () -> wrk(8081, "ok"), of("http")),
                new Measured("http", "h2load → nginx", () -> h2load("--h1", 8081, "ok"), of("http")),
                new Measured("http (2)", "h2load → nginx", () -> h2load("--no-tls-proto=h2c", 8082, "ok"), of("http")),
                new Measured("http", GO_WEB, () -> third(web, "call", "8085", "h1"), of("http")),
                new Measured("http (2)", GO_WEB, () -> third(web, "call", "8085", "h2"), of("http")),
                new Measured("grpc", GO_GRPC, () -> third(grpc, "call", "8086"), of("grpc")),
                new Measured("postgresql", "pgbench → PostgreSQL", () -> pgbench("-S"), SELECT),
                new Measured("redis", "redis-benchmark → Redis", () -> redis("ping"), PING));
        for (Measured one : all) {
            measure(one, "at once");
        }
    }

    @Test
    void answeredAfterAWhile() throws IOException {
        String web = GoPrograms.small("web");
        String grpc = GoPrograms.large("grpc", ".");
        serve(web, 8087, LATE_MILLIS);
        serve(grpc, 8088, LATE_MILLIS);
        Path sleep = Files.writeString(directory.resolve("sleep.sql"), "SELECT pg_sleep(0.004);\n");
        List<Measured> all = List.of(
                new Measured("http", "wrk → Go net/http", () -> wrk(8087, "orders"), of("http")),
                new Measured("http", "h2load → Go net/http", () -> h2load("--h1", 8087, "orders"), of("http")),
                new Measured(
                        "http (2)",
                        "h2load → Go net/http",
                        () -> h2load("--no-tls-proto=h2c", 8087, "orders"),
                        of("http")),
                new Measured("http", GO_WEB, () -> third(web, "call", "8087", "h1"), of("http")),
                new Measured("http (2)", GO_WEB, () -> third(web, "call", "8087", "h2"), of("http")),
                new Measured("grpc", GO_GRPC, () -> third(grpc, "call", "8088"), of("grpc")),
                new Measured("postgresql", "pgbench → PostgreSQL", () -> pgbench("-f", sleep.toString()), SELECT),
                new Measured("redis", "redis-benchmark → Redis", () -> redis("debug", "sleep", "0.004"), DEBUG));
        for (Measured one : all) {
            assertThat(measure(one, "after 4 ms"))
                    .as(one.protocol + " " + one.who)
                    .isBetween(0.95, 1.05);
        }
    }

    private void serve(String program, int port, String... late) {
        servers.start(RealServers.with(new String[] {program, "serve", "" + port}, late));
        servers.awaitPort(port);
    }

    private static Predicate<Point> of(String protocol) {
        return RequestTruth.AT_SERVER
                .negate()
                .and(point -> point.get("sonde.protocol").equals(protocol));
    }

    private static Predicate<Point> command(String protocol, String operation) {
        return of(protocol).and(point -> point.operation().equals(operation));
    }

    /** Returns what the agent says, as a share of what the client says. */
    private double measure(Measured one, String answered) throws IOException {
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
                answered,
                "%,d".formatted(truth.telemetry.count(one.own)),
                "%.1f µs".formatted(said / MICRO),
                "%.1f µs".formatted(seen / MICRO),
                "%+.1f %%".formatted(100 * (seen / said - 1)));
        return seen / said;
    }

    private double wrk(int port, String path) {
        String said = servers.run("wrk", "-t1", "-c1", "-d4s", "--latency", "http://127.0.0.1:" + port + "/" + path);
        Matcher matcher = found(said, "50%\\s+([0-9.]+)(us|ms|s)\\b");
        double unit = switch (matcher.group(2)) {
            case "us" -> MICRO;
            case "ms" -> MILLI;
            default -> 1;
        };
        return Double.parseDouble(matcher.group(1)) * unit;
    }

    /** Its log has a line for each request, with microseconds at the end. */
    private double h2load(String protocol, int port, String path) throws IOException {
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
                "http://127.0.0.1:" + port + "/" + path);
        return median(log, "\t", 2) * MICRO;
    }

    private double pgbench(String... what) throws IOException {
        Path prefix = directory.resolve("pgbench");
        servers.run(
                "bash",
                "-c",
                "pgbench -h 127.0.0.1 -p 5433 -U postgres -n " + String.join(" ", what)
                        + " -c 1 -t 1500 --log --log-prefix=" + prefix + " postgres && mv " + prefix + ".* " + prefix
                        + "-log");
        double median = median(directory.resolve("pgbench-log"), " ", 2) * MICRO;
        Files.delete(directory.resolve("pgbench-log"));
        return median;
    }

    /** A line for the columns, one for the command, whose fifth value is the median. */
    private double redis(String... command) {
        String[] benchmark = {"redis-benchmark", "-p", "6380", "-n", "1500", "-c", "1", "--csv"};
        String said = servers.run(RealServers.with(benchmark, command)).strip();
        String last = said.substring(said.lastIndexOf('\n') + 1);
        return Double.parseDouble(last.split(",")[4].replace("\"", "")) * MILLI;
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
