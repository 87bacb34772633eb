// SPDX-License-Identifier: Apache-2.0
/**
 * DNS in datagrams and on connections, and the addresses that its answers give names to. Start at
 * {@link io.sonde.agent.protocol.dns.DnsDialogue}.
 */
@NullMarked
package io.sonde.agent.protocol.dns;

import org.jspecify.annotations.NullMarked;
