// SPDX-License-Identifier: Apache-2.0

/**
 * Bounded tables without garbage, each owned by one thread. Start at {@link io.sonde.agent.table.LongTable}.
 */
@NullMarked
package io.sonde.agent.table;

import org.jspecify.annotations.NullMarked;
