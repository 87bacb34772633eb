// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.util.List;

/**
 * What a point of an exponential histogram says. The array is only read while the point is written and stays the caller's.
 *
 * @param scale bucket i holds values from b^i to b^(i+1), where b is 2 to the power of 2^-scale
 * @param offset index of the first bucket in {@code counts}
 * @param exemplars some of what was counted
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record ExponentialValue(
        long count, double sum, double min, double max, int scale, int offset, int[] counts, List<Exemplar> exemplars) {
    public ExponentialValue with(List<Exemplar> some) {
        return some.isEmpty() ? this : new ExponentialValue(count, sum, min, max, scale, offset, counts, some);
    }
}
