// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.limit;

import static io.sonde.server.limit.AtLimit.FORGETS;
import static io.sonde.server.limit.AtLimit.LEAVES_OUT;
import static io.sonde.server.limit.AtLimit.REFUSES;
import static io.sonde.server.limit.AtLimit.TURNS_AWAY;

/** Everything in the server that can fill up. Each is watched by {@link BoundedTables}, shown, and filled by a test. */
public enum Bounded {
    GRPC_CONNECTIONS(
            "receive.grpc.connections",
            TURNS_AWAY,
            "--otlp.max-connections",
            "Connections to the port of OTLP over gRPC."),
    HTTP_CONNECTIONS(
            "receive.http.connections",
            TURNS_AWAY,
            "--otlp.max-connections",
            "Connections to the port of OTLP over HTTP."),
    REQUESTS(
            "receive.requests",
            TURNS_AWAY,
            "--otlp.max-requests",
            "OTLP requests that are being read, or wait until they are stored."),
    METRICS_ROWS("write.metrics.rows", REFUSES, "--write.queue-rows", "Metric points that wait for the store."),
    METRICS_BYTES("write.metrics.bytes", REFUSES, "--write.queue-bytes", "Bytes of metrics that wait for the store."),
    LOGS_ROWS("write.logs.rows", REFUSES, "--write.queue-rows", "Log records that wait for the store."),
    LOGS_BYTES("write.logs.bytes", REFUSES, "--write.queue-bytes", "Bytes of logs that wait for the store."),
    TRACES_ROWS("write.traces.rows", REFUSES, "--write.queue-rows", "Spans that wait for the store."),
    TRACES_BYTES("write.traces.bytes", REFUSES, "--write.queue-bytes", "Bytes of spans that wait for the store."),
    WRITTEN_SERIES("write.series", FORGETS, "--write.recent-series", "Series remembered as written today."),
    BATCH_NAMES("write.batches", FORGETS, "", "Names of batches that were stored or given up."),
    KNOWN_SERIES("receive.series", FORGETS, "--otlp.series-cache", "Series known by the bytes that name them."),
    KNOWN_RESOURCES(
            "receive.resources", FORGETS, "--otlp.series-cache", "Resources known by the bytes that name them."),
    SENDERS("receive.senders", FORGETS, "", "Senders whose clocks are compared with this one."),
    WORLD_QUEUE(
            "world.queue",
            LEAVES_OUT,
            "--world.queue-points",
            "Stored points on their way into the map in memory; those left out are read from the store."),
    WORLD_SERIES("world.series", LEAVES_OUT, "--world.series", "Series of connections and processes in the map."),
    WORLD_LISTENERS(
            "world.listeners", LEAVES_OUT, "--world.listeners", "Listeners that are gone and still remembered."),
    WORLD_BYTES(
            "world.bytes",
            FORGETS,
            "--world.bytes",
            "Bytes of the map's past in memory; what is older than has room is read from the store, minute by minute."),
    KEPT_CAUSES("causes.kept", FORGETS, "--causes.kept", "Kept answers to why a service was in trouble."),
    REST_CONNECTIONS(
            "rest.connections", TURNS_AWAY, "--http.max-connections", "Connections to the port of REST and UI."),
    REST_REQUESTS("rest.requests", TURNS_AWAY, "--http.max-requests", "Questions by REST that are being answered."),
    OPS_CONNECTIONS("ops.connections", TURNS_AWAY, "", "Connections to the operations port."),
    STORE_STATEMENTS("store.statements", TURNS_AWAY, "", "Statements of the server at the store; a connection each."),
    ENGINE_STATEMENTS(
            "engine.statements", TURNS_AWAY, "", "Statements that the embedded engine runs; a connection each.");

    private final String text;
    private final AtLimit atLimit;
    private final String setting;
    private final String says;

    /** @param setting the flag that sets the limit; empty where it is fixed */
    Bounded(String text, AtLimit atLimit, String setting, String says) {
        this.text = text;
        this.atLimit = atLimit;
        this.setting = setting;
        this.says = says;
    }

    public String text() {
        return text;
    }

    public AtLimit atLimit() {
        return atLimit;
    }

    public String setting() {
        return setting;
    }

    public String says() {
        return says;
    }
}
