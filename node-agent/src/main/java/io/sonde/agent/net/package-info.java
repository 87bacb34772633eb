// SPDX-License-Identifier: Apache-2.0

/**
 * TCP connections, added up per service and destination, and who listens where. Start at {@link io.sonde.agent.net.ConnectionTable}.
 */
@NullMarked
package io.sonde.agent.net;

import org.jspecify.annotations.NullMarked;
