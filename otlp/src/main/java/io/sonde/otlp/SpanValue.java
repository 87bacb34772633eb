// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

/**
 * What a span says beside its attributes.
 *
 * @param parent id of the span that it is a part of; 0: of none
 * @param failed its status is an error; else it is not set
 */
public record SpanValue(
        Trace trace,
        long span,
        long parent,
        String name,
        SpanKind kind,
        long startUnixNanos,
        long endUnixNanos,
        boolean failed) {
    /** The two halves of a trace's id. */
    public record Trace(long high, long low) {}
}
