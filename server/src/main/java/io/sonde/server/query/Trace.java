// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import java.util.List;

/**
 * A trace with its spans in the order in which they began.
 *
 * @param dropped spans that were left out because there are too many
 */
public record Trace(TraceId id, List<TraceSpan> spans, long dropped) {}
