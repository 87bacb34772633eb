// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

/** Summaries: quantiles that the sender computed itself, in columns read by index. */
public interface SummaryBatch extends PointBatch {
    /** Where the interval begins, milliseconds since the epoch; 0 when it was not said. */
    long startMillis(int i);

    long count(int i);

    double sum(int i);

    int quantiles(int i);

    /** Which quantile, 0 to 1. */
    double quantile(int i, int index);

    double quantileValue(int i, int index);
}
