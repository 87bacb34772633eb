// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.List;

/** All connections from one service to another, over all instances and ports. */
public record Edge(String source, String target, Traffic traffic, List<Integer> ports) {}
