// SPDX-License-Identifier: Apache-2.0
/**
 * What requests look like in each protocol, one room per protocol below this package. Bytes come in with a direction, requests with
 * their answers go out; where the bytes come from nobody here knows. Start at {@link io.sonde.agent.protocol.Protocol}.
 */
@NullMarked
package io.sonde.agent.protocol;

import org.jspecify.annotations.NullMarked;
