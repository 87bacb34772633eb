// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

/** What both kinds of histograms say. */
public interface DistributionBatch extends PointBatch {
    /** Where the interval begins, milliseconds since the epoch; 0 when it was not said. */
    long startMillis(int i);

    long count(int i);

    /** Sum of the values; NaN when it was not said. */
    double sum(int i);

    /** Smallest value; NaN when it was not said. */
    double min(int i);

    /** Largest value; NaN when it was not said. */
    double max(int i);
}
