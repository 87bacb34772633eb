// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

/**
 * What a histogram point says. The arrays are only read while the point is written and stay the caller's.
 *
 * @param bounds upper bounds of the buckets, inclusive and ascending; the last bucket has none
 * @param counts one more than bounds
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record HistogramValue(long count, double sum, double min, double max, double[] bounds, long[] counts) {
    public HistogramValue {
        if (counts.length != bounds.length + 1) {
            throw new IllegalArgumentException("BUG: %d bounds need %d buckets, not %d"
                    .formatted(bounds.length, bounds.length + 1, counts.length));
        }
    }
}
