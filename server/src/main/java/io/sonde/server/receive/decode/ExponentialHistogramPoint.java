// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

/** The point that is being read: one object per request, cleared for each point. */
final class ExponentialHistogramPoint {
    final DistributionPoint common = new DistributionPoint();
    int scale;
    long zeroCount;
    double zeroThreshold;
    int positiveOffset;
    int negativeOffset;

    void clear() {
        common.clear();
        scale = 0;
        zeroCount = 0;
        zeroThreshold = 0;
        positiveOffset = 0;
        negativeOffset = 0;
    }
}
