// SPDX-License-Identifier: Apache-2.0

/**
 * Which container or systemd unit a process lives in, told by its control groups: {@link io.sonde.agent.container.ControlGroup}.
 */
@NullMarked
package io.sonde.agent.container;

import org.jspecify.annotations.NullMarked;
