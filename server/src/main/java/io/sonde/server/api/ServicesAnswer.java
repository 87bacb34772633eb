// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All services of a window in figures.
 *
 * @param from start of the window that this covers
 * @param to its end, exclusive
 * @param stepSeconds length of a step, to which windows are widened
 * @param measuredFrom since when anything was measured in it, to the step; null where nothing was
 * @param services the services that were seen
 */
@Answer
record ServicesAnswer(
        Instant from,
        Instant to,
        long stepSeconds,
        @Nullable Instant measuredFrom,
        List<ServiceInList> services) {}
