// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.orders;

import io.sonde.demo.pool.Pool;
import io.sonde.demo.pool.PoolLimits;
import io.sonde.demo.web.Answer;
import io.sonde.demo.web.Dependency;
import io.sonde.demo.web.Environment;
import io.sonde.demo.web.Knobs;
import io.sonde.demo.web.Request;
import io.sonde.demo.web.WebService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;

/** The orders service: an order is stored as open, charged, and stored as paid. */
final class Orders {
    private static final int DATABASE_CONNECTIONS = 8;

    private final Pool<Connection> database;
    private final Dependency payments;

    private Orders(Pool<Connection> database, Dependency payments) {
        this.database = database;
        this.payments = payments;
    }

    public static void main(String[] arguments) throws Exception {
        String url = Environment.required("DATABASE_URL");
        var database =
                new Pool<>(() -> DriverManager.getConnection(url), PoolLimits.ofConnections(DATABASE_CONNECTIONS));
        var orders = new Orders(database, new Dependency(Environment.required("PAYMENTS_URL")));
        new WebService(
                        Environment.PORT,
                        Knobs.ofEnvironment(),
                        Map.of(
                                "POST /orders", orders::place,
                                "GET /orders/one", orders::one,
                                "GET /orders/recent", orders::recent,
                                "GET /products", orders::products))
                .start();
    }

    private Answer place(Request request) throws Exception {
        long product = request.number("product");
        long cents = request.number("cents");
        long order = database.use(connection -> OrderRows.insert(connection, product, cents));
        payments.post("/charges?order=" + order + "&cents=" + cents);
        database.use(connection -> OrderRows.markPaid(connection, order));
        return new Answer(201, "{\"order\":" + order + ",\"state\":\"paid\"}");
    }

    private Answer one(Request request) throws Exception {
        long order = request.number("order");
        return database.use(connection -> OrderRows.find(connection, order))
                .map(Answer::ok)
                .orElseGet(Answer::notFound);
    }

    private Answer recent(Request request) throws Exception {
        return Answer.ok(database.use(OrderRows::recent));
    }

    private Answer products(Request request) throws Exception {
        return Answer.ok(database.use(OrderRows::products));
    }
}
