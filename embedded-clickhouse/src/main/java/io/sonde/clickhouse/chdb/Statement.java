// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.chdb;

import java.util.Map;

/**
 * One statement for the engine.
 *
 * @param sql without FORMAT clause and without data
 * @param format of the answer, or of the data of an insert
 * @param parameters values for {@code {name:Type}} in the text, escaped as in TabSeparated
 */
public record Statement(String sql, String format, Map<String, String> parameters) {
    public static Statement of(String sql) {
        return new Statement(sql, "TabSeparated", Map.of());
    }
}
