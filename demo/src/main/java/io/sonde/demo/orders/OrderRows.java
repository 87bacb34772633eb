// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The orders in PostgreSQL, which also writes the JSON. */
final class OrderRows {
    private static final String AS_JSON =
            "json_build_object('order', id, 'product', product, 'cents', cents, 'state', state)";

    private OrderRows() {}

    static long insert(Connection connection, long product, long cents) throws SQLException {
        try (var insert =
                prepare(connection, "INSERT INTO orders (product, cents) VALUES (?, ?) RETURNING id", product, cents)) {
            return Long.parseLong(first(insert).orElseThrow());
        }
    }

    static int markPaid(Connection connection, long order) throws SQLException {
        try (var update = prepare(connection, "UPDATE orders SET state = 'paid' WHERE id = ?", order)) {
            return update.executeUpdate();
        }
    }

    static Optional<String> find(Connection connection, long order) throws SQLException {
        try (var select = prepare(connection, "SELECT " + AS_JSON + " FROM orders WHERE id = ?", order)) {
            return first(select);
        }
    }

    static String recent(Connection connection) throws SQLException {
        return list(connection, AS_JSON, "(SELECT * FROM orders ORDER BY id DESC LIMIT 10)");
    }

    static String products(Connection connection) throws SQLException {
        return list(connection, "row_to_json(found)", "products");
    }

    private static String list(Connection connection, String json, String table) throws SQLException {
        String sql = "SELECT coalesce(json_agg(%s), '[]') FROM %s AS found".formatted(json, table);
        try (var select = prepare(connection, sql)) {
            return first(select).orElse("[]");
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, long... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setLong(i + 1, values[i]);
        }
        return statement;
    }

    private static Optional<String> first(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }
}
