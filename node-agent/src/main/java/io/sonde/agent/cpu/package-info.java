// SPDX-License-Identifier: Apache-2.0

/** How much CPU time services and the host use. Start at {@link io.sonde.agent.cpu.CpuTable}. */
@NullMarked
package io.sonde.agent.cpu;

import org.jspecify.annotations.NullMarked;
