// SPDX-License-Identifier: Apache-2.0

/**
 * Connections whose addresses this host translates (NAT), as the kernel's connection tracking tells them over netlink. Start at
 * {@link io.sonde.agent.conntrack.Conntrack}.
 */
@NullMarked
package io.sonde.agent.conntrack;

import org.jspecify.annotations.NullMarked;
