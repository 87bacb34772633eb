// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Programs of their own: Kafka's broker, which says what it answered, and its clients, which say what they asked. */
final class TruthKafka {
    private static final String TOPIC = "orders";
    private static final int SENT = 300;
    private static final int TOO_LARGE = 20;
    private static final int UNACKNOWLEDGED = 50;

    /** What only clients ask for: the broker counts what it asks of its own controller as well. */
    private static final Set<String> OF_CLIENTS = Set.of(
            "Produce",
            "Fetch",
            "Metadata",
            "ListOffsets",
            "FindCoordinator",
            "JoinGroup",
            "SyncGroup",
            "OffsetFetch",
            "OffsetCommit",
            "InitProducerId");

    private TruthKafka() {}

    /** Arguments: broker PORT DIRECTORY, or clients PORT. */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        if (arguments[0].equals("broker")) {
            broker(port, Path.of(arguments[2]));
        } else {
            clients("127.0.0.1:" + port);
        }
    }

    /** For each line that it reads, a line of what it answered so far. */
    private static void broker(int port, Path home) throws IOException, JMException {
        Path properties = Files.writeString(home.resolve("server.properties"), """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                log.dirs=%3$s/data
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                group.initial.rebalance.delay.ms=0
                """.formatted(port, port + 1, home));
        StorageTool.execute(
                new String[] {"format", "-t", "c29uZGUtdHJ1dGgtMDAwMQ", "-c", properties.toString()}, System.err);
        Thread.ofPlatform().daemon().start(() -> Kafka.main(new String[] {properties.toString()}));
        var asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (asked.readLine() != null) {
            System.out.println(answered());
        }
        Runtime.getRuntime().halt(0);
    }

    /** By kind, and errors by name. */
    private static Map<String, Long> answered() throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        Map<String, Long> counts = new TreeMap<>();
        for (ObjectName bean : beans.queryNames(new ObjectName("kafka.network:type=RequestMetrics,*"), null)) {
            String api = bean.getKeyProperty("request");
            boolean counted = OF_CLIENTS.contains(api)
                    && switch (bean.getKeyProperty("name")) {
                        case "RequestsPerSec" -> true;
                        case "ErrorsPerSec" -> !bean.getKeyProperty("error").equals("NONE");
                        default -> false;
                    };
            if (counted) {
                String error = bean.getKeyProperty("error");
                counts.merge(error == null ? api : error, (Long) beans.getAttribute(bean, "Count"), Long::sum);
            }
        }
        return counts;
    }

    /** Says how many requests were sent, and how many were refused. */
    private static void clients(String broker) throws Exception {
        int refused = 0;
        long sent = 0;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            for (int i = 0; i < 2; i++) {
                refused += create(admin);
            }
            sent += requests(admin.metrics(), "admin-client-metrics");
            Map<String, Object> common = Map.of("bootstrap.servers", broker, "max.request.size", 1 << 20);
            try (var producer = new KafkaProducer<>(common, new ByteArraySerializer(), new ByteArraySerializer())) {
                refused += produce(producer);
                sent += requests(producer.metrics(), "producer-metrics");
            }
            try (var producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", broker, "acks", "0", "linger.ms", 0),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                for (int i = 0; i < UNACKNOWLEDGED; i++) {
                    producer.send(new ProducerRecord<>(TOPIC, new byte[100])).get();
                }
                sent += requests(producer.metrics(), "producer-metrics");
            }
        }
        sent += consume(broker);
        System.out.println(sent + " " + refused);
        // The end of a client is more requests, which it does not count.
        Runtime.getRuntime().halt(0);
    }

    private static int create(Admin admin) throws InterruptedException {
        try {
            NewTopic topic =
                    new NewTopic(TOPIC, Optional.of(1), Optional.empty()).configs(Map.of("max.message.bytes", "2000"));
            admin.createTopics(List.of(topic)).all().get();
            return 0;
        } catch (ExecutionException refused) {
            return 1;
        }
    }

    private static int produce(KafkaProducer<byte[], byte[]> producer) throws InterruptedException {
        int refused = 0;
        for (int i = 0; i < SENT + TOO_LARGE; i++) {
            byte[] value = new byte[i < SENT ? 100 : 5_000];
            try {
                producer.send(new ProducerRecord<>(TOPIC, value)).get();
            } catch (ExecutionException tooLarge) {
                refused++;
            }
        }
        return refused;
    }

    private static long consume(String broker) {
        Map<String, Object> common = Map.of(
                "bootstrap.servers",
                broker,
                "group.id",
                "shop",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                "false");
        var consumer = new KafkaConsumer<>(common, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(TOPIC));
        int read = 0;
        while (read < SENT + UNACKNOWLEDGED) {
            read += consumer.poll(Duration.ofSeconds(1)).count();
            consumer.commitSync();
        }
        // The fetch that is under way is answered within half a second, and no other one follows.
        consumer.pause(consumer.assignment());
        var ignored = consumer.poll(Duration.ofSeconds(1));
        return requests(consumer.metrics(), "consumer-metrics");
    }

    private static long requests(Map<MetricName, ? extends Metric> metrics, String group) {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().group().equals(group)
                        && metric.getKey().name().equals("request-total"))
                .mapToLong(metric -> Math.round((Double) metric.getValue().metricValue()))
                .sum();
    }
}
