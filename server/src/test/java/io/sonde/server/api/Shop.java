// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.proto.Attribute;
import io.sonde.proto.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Half an hour of a small shop on two nodes, as its agents report it:
 *
 * <pre>
 * people ─► nginx ─┬► orders (2 copies) ─┬► postgresql   gone for the last ten minutes: refused
 *                  │                     ├► redis
 *                  │                     └► [2001:db8::7]:443   nobody watches it; four in ten time out
 *                  └► payments ──────────► redis         over IPv6, one connection that was there before
 * nginx-exporter ─► nginx                                loopback
 * backup                                                 no connections, one process that fails each time
 * </pre>
 */
final class Shop {
    static final Duration LENGTH = Duration.ofMinutes(30);
    private static final Duration EXPORT = Duration.ofSeconds(5);
    private static final Duration POSTGRES_ENDS = Duration.ofMinutes(20);

    private static final Map<String, String> NGINX = container("node-a", "nginx", "nginx", "c0a1");
    private static final Map<String, String> EXPORTER = container("node-a", "nginx-exporter", "go", "c0a2");
    private static final Map<String, String> ORDERS_1 = container("node-a", "orders", "java", "c0a3");
    private static final Map<String, String> REDIS = container("node-a", "redis", "redis", "c0a4");
    private static final Map<String, String> ORDERS_2 = container("node-b", "orders", "java", "c0b1");
    private static final Map<String, String> PAYMENTS = container("node-b", "payments", "node", "c0b2");
    private static final Map<String, String> POSTGRES = container("node-b", "postgresql", "postgresql", "c0b3");
    private static final Map<String, String> BACKUP = Map.of(
            Attribute.SERVICE_NAME, "backup",
            Attribute.SERVICE_INSTANCE_ID, "id-node-b",
            Attribute.HOST_ID, "id-node-b",
            Attribute.HOST_NAME, "node-b",
            Attribute.PROCESS_EXECUTABLE_NAME, "backup.sh",
            Attribute.SONDE_SERVICE_KIND, "",
            Attribute.SONDE_SERVICE_ORIGIN, "systemd");

    private final Scene scene;

    private Shop(Scene scene) {
        this.scene = scene;
    }

    static Scene scene(Instant start) {
        Scene scene = new Scene(start);
        var shop = new Shop(scene);
        for (Duration at = EXPORT; at.compareTo(LENGTH) < 0; at = at.plus(EXPORT)) {
            shop.nodeA(at);
            shop.nodeB(at);
        }
        return scene;
    }

    private void nodeA(Duration at) {
        long tick = at.dividedBy(EXPORT);
        watches(at, "node-a", "10.1.0.10", "10.1.0.11", "10.1.0.12", "fd00:1::12", "127.0.0.1", "::1");

        listens(at, NGINX, "1", "10.1.0.10", 443);
        listens(at, NGINX, "1", "127.0.0.1", 8081);
        connections(at, NGINX, server("1", "10.1.0.10", 443, "203.0.113.10"), tick % 7, 12, 0.031);
        connections(at, NGINX, client("1", "10.1.0.11", 8080), tick % 3, 10, 0.0004);
        connections(at, NGINX, translated(client("1", "10.96.0.80", 80), "10.1.1.11", 8080), tick % 2, 10, 0.0007);
        connections(at, NGINX, client("1", "10.1.1.12", 3000), tick % 2, 4, 0.0005);
        asks(
                at,
                NGINX,
                client("1", "10.1.0.11", 8080),
                Metric.HTTP_CLIENT_REQUEST_DURATION,
                route("/orders"),
                tick % 9);
        asks(at, NGINX, client("1", "10.1.0.11", 8080), Metric.HTTP_CLIENT_REQUEST_DURATION, failing("500"), tick % 2);
        asks(
                at,
                ORDERS_1,
                server("2", "10.1.0.11", 8080, "10.1.0.10"),
                Metric.HTTP_SERVER_REQUEST_DURATION,
                route("/orders"),
                tick % 9);
        asks(
                at,
                NGINX,
                server("1", "10.1.0.10", 443, "203.0.113.10"),
                Metric.HTTP_SERVER_REQUEST_DURATION,
                route("/"),
                3);
        asks(
                at,
                NGINX,
                client("1", "10.96.0.10", 53),
                Metric.DNS_LOOKUP_DURATION,
                Map.of(Attribute.SONDE_PROTOCOL, "dns"),
                tick % 3);

        connections(at, EXPORTER, client("1", "127.0.0.1", 8081), tick % 2, 0, 0.00002);
        connections(at, NGINX, server("1", "127.0.0.1", 8081, "127.0.0.1"), tick % 2, 0, 0.00002);

        orders(at, ORDERS_1, "2", "10.1.0.11");
        listens(at, REDIS, "3", "10.1.0.12", 6379);
        listens(at, REDIS, "3", "fd00:1::12", 6379);
        connections(at, REDIS, server("3", "10.1.0.12", 6379, "10.1.0.11"), tick % 4 == 0 ? 1 : 0, 3, 0.0002);
        processes(at, NGINX, 3, 0);
        processes(at, EXPORTER, 1, 0);
        processes(at, REDIS, 1, 0);
    }

    private void nodeB(Duration at) {
        long tick = at.dividedBy(EXPORT);
        watches(at, "node-b", "10.1.1.11", "10.1.1.12", "10.1.1.20", "127.0.0.1", "::1");
        orders(at, ORDERS_2, "5", "10.1.1.11");
        listens(at, PAYMENTS, "6", "10.1.1.12", 3000);
        connections(at, PAYMENTS, client("6", "fd00:1::12", 6379), 0, 2, 0.0003);
        processes(at, PAYMENTS, 1, 0);
        if (at.compareTo(POSTGRES_ENDS) < 0) {
            listens(at, POSTGRES, "7", "10.1.1.20", 5432);
            connections(at, POSTGRES, server("7", "10.1.1.20", 5432, "10.1.0.11"), tick % 5 == 0 ? 1 : 0, 5, 0.0003);
            processes(at, POSTGRES, 6, 0);
        }
        if (tick % 60 == 0) {
            scene.at(at, BACKUP).sum(Metric.SONDE_PROCESS_STARTED.id(), 1, Map.of());
            scene.at(at, BACKUP)
                    .sum(Metric.SONDE_PROCESS_EXITED.id(), 1, Map.of(Attribute.SONDE_PROCESS_OUTCOME, "error"));
        }
    }

    private void orders(Duration at, Map<String, String> orders, String namespace, String address) {
        long tick = at.dividedBy(EXPORT);
        listens(at, orders, namespace, address, 8080);
        processes(at, orders, 1, 0);
        scene.at(at, orders)
                .gauge(Metric.SONDE_CONTAINER_CPU_LIMIT.id(), 1500, Map.of())
                .sum(Metric.SONDE_CONTAINER_CPU_THROTTLED.id(), 1, Map.of())
                .gauge(Metric.SONDE_CONTAINER_MEMORY_LIMIT.id(), 512L << 20, Map.of());
        connections(at, orders, client(namespace, "10.1.0.12", 6379), tick % 4 == 0 ? 1 : 0, 3, 0.0002);

        Map<String, String> postgres = client(namespace, "10.1.1.20", 5432);
        boolean up = at.compareTo(POSTGRES_ENDS) < 0;
        connections(at, orders, postgres, up && tick % 5 == 0 ? 1 : 0, up ? 5 : 0, 0.0003);
        failures(at, orders, postgres, "refused", !up && tick % 4 == 0 ? 1 : 0);
        Map<String, String> sql = Map.of(Attribute.SONDE_PROTOCOL, "postgresql", Attribute.DB_OPERATION_NAME, "SELECT");
        asks(at, orders, postgres, Metric.DB_CLIENT_OPERATION_DURATION, sql, up ? 8 : 0);
        asks(
                at,
                orders,
                postgres,
                Metric.DB_CLIENT_OPERATION_DURATION,
                with(sql, Attribute.ERROR_TYPE, "aborted"),
                up ? 0 : 1);
        unmeasured(at, orders, postgres, sql, tick % 40 == 0 ? 2 : 0);

        Map<String, String> rates = client(namespace, "2001:db8:0:0::7", 443);
        connections(at, orders, rates, tick % 20 == 0 ? 1 : 0, 1, 0.088);
        failures(at, orders, rates, "timed_out", tick % 30 == 0 ? 1 : 0);
    }

    private void connections(
            Duration at, Map<String, String> who, Map<String, String> flow, long opened, long active, double rtt) {
        Scene.Export export = scene.at(at, who);
        boolean client = "client".equals(flow.get(Attribute.SONDE_TCP_ROLE));
        export.sum(Metric.SONDE_TCP_CONNECTIONS_OPENED.id(), opened, flow)
                .histogram(Metric.SONDE_TCP_CONNECTION_DURATION.id(), opened, opened * 0.7, flow)
                .gauge(Metric.SONDE_TCP_CONNECTIONS_ACTIVE.id(), active, flow);
        long busy = opened + active;
        export.sum(
                        Metric.SONDE_TCP_IO.id(),
                        busy * (client ? 400 : 2600),
                        with(flow, Attribute.NETWORK_IO_DIRECTION, "transmit"))
                .sum(
                        Metric.SONDE_TCP_IO.id(),
                        busy * (client ? 2600 : 400),
                        with(flow, Attribute.NETWORK_IO_DIRECTION, "receive"))
                .histogram(Metric.SONDE_TCP_RTT.id(), busy, busy * rtt, flow);
        if (client) {
            export.histogram(Metric.SONDE_TCP_CONNECT_DURATION.id(), opened, opened * rtt * 1.5, flow);
        }
        if (rtt > 0.01) {
            export.sum(Metric.SONDE_TCP_RETRANSMITS.id(), opened / 6, flow);
        }
    }

    private void asks(
            Duration at,
            Map<String, String> who,
            Map<String, String> flow,
            Metric metric,
            Map<String, String> what,
            long count) {
        long tick = at.dividedBy(EXPORT);
        scene.at(at, who)
                .exponential(
                        metric.id(),
                        (int) (-130 + tick % 5),
                        List.of(count * 20, count, 0L, count / 4),
                        all(flow, what));
    }

    private void unmeasured(
            Duration at, Map<String, String> who, Map<String, String> flow, Map<String, String> what, long count) {
        scene.at(at, who).sum(Metric.SONDE_REQUESTS_UNMEASURED.id(), count, all(flow, what));
    }

    private static Map<String, String> route(String route) {
        return Map.of(
                Attribute.SONDE_PROTOCOL, "http",
                Attribute.HTTP_REQUEST_METHOD, "GET",
                Attribute.HTTP_ROUTE, route,
                Attribute.HTTP_RESPONSE_STATUS_CODE, "200");
    }

    private static Map<String, String> failing(String status) {
        return with(with(route("/orders"), Attribute.HTTP_RESPONSE_STATUS_CODE, status), Attribute.ERROR_TYPE, status);
    }

    private static Map<String, String> all(Map<String, String> flow, Map<String, String> what) {
        Map<String, String> all = new HashMap<>(flow);
        all.putAll(what);
        return Map.copyOf(all);
    }

    private void failures(Duration at, Map<String, String> who, Map<String, String> flow, String why, long count) {
        scene.at(at, who).sum(Metric.SONDE_TCP_CONNECTIONS_FAILED.id(), count, with(flow, Attribute.ERROR_TYPE, why));
    }

    private void listens(Duration at, Map<String, String> who, String namespace, String address, int port) {
        scene.at(at, who)
                .gauge(
                        Metric.SONDE_TCP_LISTEN.id(),
                        1,
                        Map.of(
                                Attribute.NETWORK_LOCAL_ADDRESS,
                                address,
                                Attribute.NETWORK_LOCAL_PORT,
                                Integer.toString(port),
                                Attribute.SONDE_NETWORK_NAMESPACE,
                                namespace));
    }

    private void processes(Duration at, Map<String, String> who, long running, long started) {
        scene.at(at, who)
                .gauge(Metric.SONDE_PROCESS_RUNNING.id(), running, Map.of())
                .sum(Metric.SONDE_PROCESS_STARTED.id(), started, Map.of());
    }

    private void watches(Duration at, String node, String... addresses) {
        for (String address : addresses) {
            scene.at(at, agent(node, "6.18.5"))
                    .gauge(
                            Metric.SONDE_NETWORK_ADDRESS.id(),
                            1,
                            Map.of(Attribute.NETWORK_LOCAL_ADDRESS, address, Attribute.SONDE_NETWORK_NAMESPACE, "1"));
        }
    }

    static Map<String, String> agent(String node, String kernel) {
        return Map.of(
                Attribute.SERVICE_NAME,
                "sonde-node-agent",
                Attribute.SERVICE_VERSION,
                "0.1.0",
                Attribute.HOST_ID,
                "id-" + node,
                Attribute.HOST_NAME,
                node,
                Attribute.OS_VERSION,
                kernel);
    }

    private static Map<String, String> container(String node, String name, String kind, String id) {
        Map<String, String> resource = new HashMap<>();
        resource.put(Attribute.SERVICE_NAME, name);
        resource.put(Attribute.SERVICE_INSTANCE_ID, id);
        resource.put(Attribute.HOST_ID, "id-" + node);
        resource.put(Attribute.HOST_NAME, node);
        resource.put(Attribute.CONTAINER_ID, id);
        resource.put(Attribute.CONTAINER_NAME, "shop-" + name);
        resource.put(Attribute.CONTAINER_IMAGE_NAME, "registry.example/" + name + ":2.4");
        resource.put(Attribute.PROCESS_EXECUTABLE_NAME, kind);
        resource.put(Attribute.K8S_NAMESPACE_NAME, "shop");
        resource.put(Attribute.SONDE_SERVICE_KIND, kind);
        resource.put(Attribute.SONDE_SERVICE_ORIGIN, "kubernetes");
        return Map.copyOf(resource);
    }

    private static Map<String, String> client(String namespace, String address, int port) {
        return Map.of(
                Attribute.SONDE_TCP_ROLE,
                "client",
                Attribute.SONDE_NETWORK_NAMESPACE,
                namespace,
                Attribute.NETWORK_PEER_ADDRESS,
                address,
                Attribute.NETWORK_PEER_PORT,
                Integer.toString(port));
    }

    private static Map<String, String> translated(Map<String, String> client, String address, int port) {
        return with(
                with(client, Attribute.DESTINATION_ADDRESS, address),
                Attribute.DESTINATION_PORT,
                Integer.toString(port));
    }

    private static Map<String, String> server(String namespace, String address, int port, String peer) {
        return Map.of(
                Attribute.SONDE_TCP_ROLE, "server",
                Attribute.SONDE_NETWORK_NAMESPACE, namespace,
                Attribute.NETWORK_LOCAL_ADDRESS, address,
                Attribute.NETWORK_LOCAL_PORT, Integer.toString(port),
                Attribute.NETWORK_PEER_ADDRESS, peer);
    }

    private static Map<String, String> with(Map<String, String> flow, String name, String value) {
        Map<String, String> more = new HashMap<>(flow);
        more.put(name, value);
        return Map.copyOf(more);
    }
}
