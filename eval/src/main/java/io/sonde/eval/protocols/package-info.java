// SPDX-License-Identifier: Apache-2.0
/**
 * Replays packet captures over real sockets under the agent and compares what it recognises with what another parser saw. Start at {@link
 * io.sonde.eval.protocols.ProtocolsCommand}.
 */
@NullMarked
package io.sonde.eval.protocols;

import org.jspecify.annotations.NullMarked;
