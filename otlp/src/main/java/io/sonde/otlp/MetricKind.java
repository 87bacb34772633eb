// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

/** How the values of a metric add up. */
public enum MetricKind {
    /** Change since the last export, never negative. */
    SUM,
    /** A level; the last value counts. */
    GAUGE,
    /** Distribution, in explicit buckets, of what happened since the last export. */
    HISTOGRAM,
    /** The same in buckets that grow by a constant factor. */
    EXPONENTIAL
}
