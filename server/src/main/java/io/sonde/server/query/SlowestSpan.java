// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

/** A span that stands for its time, and the trace that it is in. */
public record SlowestSpan(String traceId, SpanHead span) {}
