// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.e2e.RequestTruth.Told;
import io.sonde.e2e.Telemetry.Point;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** As {@link RequestTruthEndToEndTest}, with brokers, documents and programs in Go: their own counters, read at both ends. */
@TestInstance(Lifecycle.PER_CLASS)
class QueueTruthEndToEndTest {
    private static final int KAFKA_PORT = 9192;
    private static final int RABBIT_PORT = 5673;
    private static final int MONGO_PORT = 27018;

    @TempDir
    static Path directory;

    private RequestTruth truth;

    @BeforeAll
    void start() {
        Privileges.require();
        truth = new RequestTruth(directory);
    }

    @AfterAll
    void stop() throws IOException {
        if (truth != null) {
            truth.close();
        }
    }

    @Test
    void kafka() throws IOException {
        Path home = Files.createDirectories(directory.resolve("kafka"));
        Process broker = truth.program(TruthKafka.class, "broker", "" + KAFKA_PORT, home.toString());
        truth.servers.awaitPort(KAFKA_PORT);
        truth.settle();
        Map<String, Long> before = answered(broker);

        // When
        String said = Programs.lastLine(truth.program(TruthKafka.class, "clients", "" + KAFKA_PORT));

        // Then: the client says how many requests it sent in all, the broker how many of each kind it answered
        assertThat(said).matches("\\d+ \\d+");
        String[] told = said.split(" ");
        Map<String, Long> after = answered(broker);
        before.forEach((kind, count) -> after.merge(kind, -count, Long::sum));
        Predicate<Point> kafka = point -> point.get("sonde.protocol").equals("kafka");
        Predicate<Point> orders = kafka.and(
                point -> (point.get("network.local.port") + point.get("network.peer.port")).equals("" + KAFKA_PORT));
        // A coordinator that is not ready yet is asked again, and a first join is told its name: the client says
        // neither.
        long tryAgain = after.entrySet().stream()
                .filter(one -> one.getKey().startsWith("COORDINATOR_"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        truth.equal(
                new Told("kafka", "kafka-clients → Kafka", Long.parseLong(told[0]), Long.parseLong(told[1]) + tryAgain),
                orders,
                RequestTruth.AT_SERVER);
        assertThat(truth.telemetry.requests(orders))
                .allSatisfy(point -> assertThat(point.attributes()).containsEntry("messaging.system", "kafka"));
        Predicate<Point> answers = orders.and(RequestTruth.AT_SERVER);
        after.forEach((kind, count) -> {
            boolean error = kind.contains("_");
            assertThat(truth.telemetry.count(answers.and(point -> error
                            ? point.get("error.type").equals(kind)
                            : point.operation().equals(kind))))
                    .as(kind)
                    .isEqualTo(kind.equals("MEMBER_ID_REQUIRED") ? 0 : count);
        });
    }

    private static Map<String, Long> answered(Process broker) throws IOException {
        PrintWriter to = new PrintWriter(broker.outputWriter(), true);
        to.println();
        BufferedReader from = broker.inputReader();
        String line = from.readLine();
        while (line != null && !line.startsWith("{")) {
            line = from.readLine();
        }
        Map<String, Long> counts = new TreeMap<>();
        Matcher pair = Pattern.compile("(\\w+)=(\\d+)").matcher(line == null ? "" : line);
        while (pair.find()) {
            counts.put(pair.group(1), Long.parseLong(pair.group(2)));
        }
        return counts;
    }

    @Test
    void rabbitmq() throws IOException {
        Privileges.needProgram("rabbitmq-server", "rabbitmq-server");
        truth.servers.rabbitmq(RABBIT_PORT);
        truth.settle();

        // When
        String said = Programs.lastLine(truth.program(TruthRabbit.class, "" + RABBIT_PORT));

        // Then: what the client did, and what the broker counted of it
        assertThat(said).isEqualTo("500 7");
        String counters = truth.servers.rabbitmqCounters();
        counted("basic.publish", 500, sum(counters, "messages_received_total"), 0);
        counted("basic.ack", 500, sum(counters, "messages_acknowledged_total"), 0);
        long empty = sum(counters, "messages_get_empty_total");
        long delivered = sum(counters, "messages_delivered_total");
        counted("basic.get", 100, 50 + empty, 0);
        counted("basic.deliver", 450, delivered - 50, 0);
        counted("queue.declare", 8, 8, 7);
        assertThat(truth.telemetry.requests(point ->
                        List.of("basic.publish", "basic.deliver", "basic.get").contains(point.operation())))
                .isNotEmpty()
                .allSatisfy(point -> assertThat(point.attributes())
                        .containsEntry("messaging.system", "rabbitmq")
                        .containsEntry("messaging.destination.name", TruthRabbit.QUEUE));
    }

    private void counted(String method, long asked, long told, long errors) {
        assertThat(told).as("%s, as the broker says", method).isEqualTo(asked);
        Predicate<Point> orders = point -> point.get("sonde.protocol").equals("rabbitmq")
                && point.operation().equals(method);
        truth.check(
                new Told("rabbitmq", "Java client → RabbitMQ, `" + method + "`", told, errors),
                orders,
                RequestTruth.AT_SERVER);
    }

    private static long sum(String counters, String name) {
        return Pattern.compile(name + " => (\\d+)")
                .matcher(counters)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    @Test
    void mongodb() throws IOException {
        String ferret = GoPrograms.large("ferretdb", ".");
        Path home = Files.createDirectories(directory.resolve("ferretdb"));
        truth.programs.start(truth.servers.on(ferret, "127.0.0.1:" + MONGO_PORT, "file:" + home + "/"));
        truth.servers.awaitPort(MONGO_PORT);
        truth.settle();

        // When
        String said = Programs.lastLine(truth.program(TruthMongo.class, "mongodb://127.0.0.1:" + MONGO_PORT));

        // Then: all but what the driver asks by itself, of which its listener is not told
        assertThat(said).matches("\\d+ \\d+");
        String[] told = said.split(" ");
        Predicate<Point> commands = point -> point.get("sonde.protocol").equals("mongodb")
                && !Set.of("hello", "isMaster", "ismaster").contains(point.operation());
        truth.check(
                new Told("mongodb", "Java driver → FerretDB", Long.parseLong(told[0]), Long.parseLong(told[1])),
                commands,
                RequestTruth.AT_SERVER);
        assertThat(truth.telemetry.requests(commands).toString()).doesNotContain("secret");
    }

    @Test
    void webInGo() throws IOException {
        String web = GoPrograms.small("web");
        Process server = truth.programs.start(truth.servers.on(web, "serve", "8085"));
        truth.servers.awaitPort(8085);
        truth.settle();

        // When: a connection of each kind
        String first = truth.servers.run(web, "call", "8085", "h1", "500");
        String second = truth.servers.run(web, "call", "8085", "h2", "500");
        server.outputWriter().close();

        // Then
        assertThat(first).startsWith("500 50 ");
        assertThat(second).startsWith("500 50 ");
        Predicate<Point> orders = point -> point.get("sonde.protocol").equals("http");
        truth.check(new Told("http (1, 2)", "Go net/http → Go net/http", 1000, 100), orders, RequestTruth.AT_SERVER);
        assertThat(Programs.lastLine(server)).isEqualTo("1000 100");
    }

    @Test
    void grpcInGo() throws IOException {
        String grpc = GoPrograms.large("grpc", ".");
        Process server = truth.programs.start(truth.servers.on(grpc, "serve", "8086"));
        truth.servers.awaitPort(8086);
        truth.settle();

        // When
        String said = truth.servers.run(grpc, "call", "8086", "1000");
        server.outputWriter().close();

        // Then
        assertThat(said).startsWith("1000 100 ");
        Predicate<Point> calls = point -> point.get("sonde.protocol").equals("grpc");
        truth.check(new Told("grpc (Go)", "grpc-go → grpc-go", 1000, 100), calls, RequestTruth.AT_SERVER);
        assertThat(Programs.lastLine(server)).isEqualTo("1000 100");
    }
}
