// SPDX-License-Identifier: Apache-2.0

/**
 * From kernel events to method calls: loads the programs of {@code bpf/}, reads their ring and walks existing sockets.
 * Start at {@link io.sonde.agent.kernel.Kernel}; what it hands on is {@link io.sonde.agent.kernel.KernelEvents}.
 */
@NullMarked
package io.sonde.agent.kernel;

import org.jspecify.annotations.NullMarked;
