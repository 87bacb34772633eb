// SPDX-License-Identifier: Apache-2.0
/** The one room that knows all rooms of protocols. Start at {@link io.sonde.agent.protocol.all.Protocols}. */
@NullMarked
package io.sonde.agent.protocol.all;

import org.jspecify.annotations.NullMarked;
