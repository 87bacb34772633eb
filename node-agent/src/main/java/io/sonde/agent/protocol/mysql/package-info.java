// SPDX-License-Identifier: Apache-2.0
/**
 * MySQL and MariaDB: commands, prepared statements, results. Start at {@link io.sonde.agent.protocol.mysql.MysqlDialogue}.
 */
@NullMarked
package io.sonde.agent.protocol.mysql;

import org.jspecify.annotations.NullMarked;
