// SPDX-License-Identifier: Apache-2.0

/**
 * From processes to services: follows exec, fork and exit and names each program. Start at {@link io.sonde.agent.process.ProcessTable}.
 */
@NullMarked
package io.sonde.agent.process;

import org.jspecify.annotations.NullMarked;
