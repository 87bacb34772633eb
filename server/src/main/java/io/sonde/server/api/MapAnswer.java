// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The service map of a window.
 *
 * @param from start of the window that this covers
 * @param to its end, exclusive
 * @param stepSeconds length of a step, to which windows are widened
 * @param measuredFrom since when anything was measured in it, to the step; null where nothing was
 * @param services the services that were seen
 * @param edges what ran between them
 * @param dropped what a limit has kept out of this answer
 */
@Answer
record MapAnswer(
        Instant from,
        Instant to,
        long stepSeconds,
        @Nullable Instant measuredFrom,
        List<ServiceInMap> services,
        List<EdgeInMap> edges,
        Map<String, Long> dropped) {}
