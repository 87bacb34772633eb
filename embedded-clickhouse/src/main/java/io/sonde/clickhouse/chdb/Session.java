// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.chdb;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a statement wants to find on its connection.
 *
 * @param settings as in {@code SET name = value}
 */
public record Session(String database, Map<String, String> settings) {
    /** This, and a setting where it has none of that name. */
    public Session orElse(String setting, String value) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.putIfAbsent(setting, value);
        return new Session(database, all);
    }
}
