// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sonde.e2e.Telemetry.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An agent over a host of its own, the programs on it, and what both say of the requests between them. */
final class RequestTruth implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(40);
    static final Predicate<Point> AT_SERVER =
            point -> point.get("sonde.tcp.role").equals("server");

    /** What programs said of one run. */
    record Told(String protocol, String who, long requests, long errors) {}

    final Programs programs = new Programs();
    final Telemetry telemetry = new Telemetry();
    final Network network = new Network();
    final RealServers servers;
    final Process agent;
    private final List<TruthPage.Row> rows = new ArrayList<>();

    RequestTruth(Path directory) {
        this(directory, _ -> {});
    }

    /** @param before what happens on the host until the agent comes */
    RequestTruth(Path directory, Consumer<RealServers> before) {
        servers = new RealServers(programs, network, directory);
        before.accept(servers);
        agent = programs.start(List.of(
                Path.of("..", "dist", "bin", "sonde-node-agent")
                        .toAbsolutePath()
                        .normalize()
                        .toString(),
                "--endpoint",
                telemetry.endpoint(),
                "--interval",
                "1s",
                "--spool-dir",
                directory.resolve("agent").toString()));
        // Whatever else runs on this host is watched too.
        telemetry.only(servers.run("readlink", "/proc/self/ns/net").replaceAll("[^0-9]", ""));
        await("agent heard").atMost(PATIENCE).until(() -> telemetry.reports() > 1);
    }

    /** A class of these tests as a program on the host with the servers. */
    Process program(Class<?> main, String... arguments) {
        return programs.start(network.on("middle", Programs.ofClass(main, arguments)));
    }

    /** What was done to make ready is none of what is counted. */
    void settle() {
        int now = telemetry.reports();
        await().atMost(PATIENCE).until(() -> telemetry.reports() > now + 2);
        telemetry.forget();
    }

    /** Counts are equal at both ends, errors as the client sees them; every request has a duration. */
    void check(Told told, Predicate<Point> requests, Predicate<Point> ofServer) {
        equal(told, requests, ofServer);
        assertThat(telemetry.count(requests.and(point -> point.metric().equals("sonde.requests.unmeasured"))))
                .as("without a duration")
                .isZero();
    }

    /**
     * Counts are equal at both ends, errors as the client sees them. What others on this machine lost meanwhile is nothing of it: all of
     * these requests are there.
     */
    void equal(Told told, Predicate<Point> requests, Predicate<Point> ofServer) {
        Predicate<Point> atServer = requests.and(ofServer);
        Predicate<Point> atClient = requests.and(ofServer.negate());
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(telemetry.count(atClient))
                    .as("at the client, lost: " + telemetry.lost() + telemetry.summary(atClient))
                    .isEqualTo(told.requests);
            assertThat(telemetry.count(atServer))
                    .as("at the server, lost: " + telemetry.lost() + telemetry.summary(atServer))
                    .isEqualTo(told.requests);
        });
        Predicate<Point> failed = point -> !point.get("error.type").isEmpty();
        long failedAtClient = telemetry.count(atClient.and(failed));
        rows.add(TruthPage.Row.of(
                told.protocol,
                told.who,
                pair(told.requests, told.errors),
                pair(telemetry.count(atClient), failedAtClient),
                pair(telemetry.count(atServer), telemetry.count(atServer.and(failed)))));
        assertThat(failedAtClient)
                .as("errors at the client" + telemetry.summary(atClient))
                .isEqualTo(told.errors);
    }

    /** A line for the page. */
    void tell(String... cells) {
        rows.add(TruthPage.Row.of(cells));
    }

    private static String pair(long requests, long errors) {
        return "%,d / %,d".formatted(requests, errors);
    }

    @Override
    public void close() throws IOException {
        programs.close();
        telemetry.close();
        network.close();
        TruthPage.tell(rows);
    }
}
