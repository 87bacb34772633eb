// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.payments;

import java.sql.Connection;
import java.sql.SQLException;

/** The books in PostgreSQL. */
final class PaymentRows {
    private PaymentRows() {}

    static int insert(Connection connection, long order, long cents) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO payments (order_id, cents) VALUES (?, ?)")) {
            insert.setLong(1, order);
            insert.setLong(2, cents);
            return insert.executeUpdate();
        }
    }

    static String total(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT count(*), coalesce(sum(cents), 0) FROM payments");
                var rows = select.executeQuery()) {
            rows.next();
            return "{\"payments\":%d,\"cents\":%d}".formatted(rows.getLong(1), rows.getLong(2));
        }
    }
}
