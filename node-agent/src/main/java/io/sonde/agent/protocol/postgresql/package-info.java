// SPDX-License-Identifier: Apache-2.0
/**
 * PostgreSQL, protocol 3: statements, simple, prepared and pipelined. Start at {@link
 * io.sonde.agent.protocol.postgresql.PostgresqlDialogue}.
 */
@NullMarked
package io.sonde.agent.protocol.postgresql;

import org.jspecify.annotations.NullMarked;
