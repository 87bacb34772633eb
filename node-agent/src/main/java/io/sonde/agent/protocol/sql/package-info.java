// SPDX-License-Identifier: Apache-2.0
/**
 * What is told of an SQL statement: verb, table, and its text without any literal. Start at {@link io.sonde.agent.protocol.sql.Sql}.
 */
@NullMarked
package io.sonde.agent.protocol.sql;

import org.jspecify.annotations.NullMarked;
