// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.List;

/**
 * All connections from one service to another, over all instances and ports.
 *
 * @param via where the source believed to connect to, where addresses are translated on the way
 * @param requests by protocol, in the order of their names
 */
public record Edge(
        String source,
        String target,
        Traffic traffic,
        List<Integer> ports,
        List<String> via,
        List<Requests> requests) {}
