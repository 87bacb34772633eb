// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

/** One of the values that a histogram counted, and the span that tells more of it. */
public record Exemplar(double value, long unixNanos, SpanValue.Trace trace, long span) {}
