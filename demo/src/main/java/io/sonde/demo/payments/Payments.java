// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.payments;

import io.sonde.demo.pool.Pool;
import io.sonde.demo.pool.PoolLimits;
import io.sonde.demo.redis.RedisConnection;
import io.sonde.demo.web.Answer;
import io.sonde.demo.web.Dependency;
import io.sonde.demo.web.Environment;
import io.sonde.demo.web.Knobs;
import io.sonde.demo.web.Request;
import io.sonde.demo.web.WebService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;

/** The payments service. The knob {@code leak} makes it forget to give connections back to its pool. */
final class Payments {
    static final int DATABASE_CONNECTIONS = 8;
    private static final int REDIS_CONNECTIONS = 8;
    private static final int REDIS_PORT = 6379;

    /** An order is charged once within this time. */
    private static final String REMEMBERED_SECONDS = "600";

    private final Pool<Connection> database;
    private final Pool<RedisConnection> redis;
    private final Dependency bank;

    private Payments(Pool<Connection> database, Pool<RedisConnection> redis, Dependency bank) {
        this.database = database;
        this.redis = redis;
        this.bank = bank;
    }

    public static void main(String[] arguments) throws Exception {
        String url = Environment.required("DATABASE_URL");
        String redisHost = Environment.required("REDIS_HOST");
        var database =
                new Pool<>(() -> DriverManager.getConnection(url), PoolLimits.ofConnections(DATABASE_CONNECTIONS));
        var redis = new Pool<>(
                () -> RedisConnection.open(redisHost, REDIS_PORT), PoolLimits.ofConnections(REDIS_CONNECTIONS));
        var payments = new Payments(database, redis, new Dependency(Environment.required("BANK_URL")));
        var knobs = Knobs.ofEnvironment();
        knobs.watch("leak", new Leak(database, DATABASE_CONNECTIONS));
        new WebService(
                        Environment.PORT,
                        knobs,
                        Map.of("POST /charges", payments::charge, "GET /payments/total", payments::total))
                .start();
    }

    private Answer charge(Request request) throws Exception {
        long order = request.number("order");
        long cents = request.number("cents");
        if (!isFirst(order)) {
            return Answer.ok("{\"charged\":false}");
        }
        bank.post("/transfers?reference=" + order + "&cents=" + cents);
        database.use(connection -> PaymentRows.insert(connection, order, cents));
        return Answer.ok("{\"charged\":true}");
    }

    private boolean isFirst(long order) throws Exception {
        return redis.use(connection ->
                "OK".equals(connection.ask("SET", "charge:" + order, "1", "NX", "EX", REMEMBERED_SECONDS)));
    }

    private Answer total(Request request) throws Exception {
        return Answer.ok(database.use(PaymentRows::total));
    }
}
