// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.chdb;

import java.util.Map;

/**
 * What a statement wants to find on its connection.
 *
 * @param settings as in {@code SET name = value}
 */
public record Session(String database, Map<String, String> settings) {}
