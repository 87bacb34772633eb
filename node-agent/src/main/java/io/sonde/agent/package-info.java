// SPDX-License-Identifier: Apache-2.0

/**
 * The node agent: sees what a host does through the kernel and sends it on. Start at {@link io.sonde.agent.NodeAgent}.
 */
@NullMarked
package io.sonde.agent;

import org.jspecify.annotations.NullMarked;
