// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a service was asked and asked for, as its own agents saw it.
 *
 * @param from start of the window that this covers
 * @param to its end, exclusive
 * @param stepSeconds length of a step, to which windows are widened
 * @param operations the busiest first; none of a service that nobody watches
 * @param dropped how many more there are than fit into this answer
 */
@Answer
record OperationsAnswer(
        Instant from, Instant to, long stepSeconds, List<OperationAnswer> operations, Map<String, Long> dropped) {}
