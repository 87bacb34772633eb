// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One service in detail.
 *
 * @param from start of the window that this covers
 * @param to its end, exclusive
 * @param stepSeconds length of a step, to which windows are widened
 * @param measuredFrom since when anything was measured in it, to the step; null where nothing was
 * @param service the service as in the map
 * @param instances its copies that were seen
 * @param inbound edges to it
 * @param outbound edges from it
 * @param timeline how they went over time
 */
@Answer
record ServiceAnswer(
        Instant from,
        Instant to,
        long stepSeconds,
        @Nullable Instant measuredFrom,
        ServiceInMap service,
        List<InstanceAnswer> instances,
        List<EdgeOfService> inbound,
        List<EdgeOfService> outbound,
        TimelineAnswer timeline) {}
