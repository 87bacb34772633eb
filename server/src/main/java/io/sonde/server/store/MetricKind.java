// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import java.util.Locale;

/** What the points of a series are. Up-down sums may fall, plain sums only grow until they start anew. */
public enum MetricKind {
    GAUGE,
    DELTA_SUM,
    CUMULATIVE_SUM,
    DELTA_UP_DOWN_SUM,
    CUMULATIVE_UP_DOWN_SUM,
    DELTA_HISTOGRAM,
    CUMULATIVE_HISTOGRAM,
    DELTA_EXPONENTIAL_HISTOGRAM,
    CUMULATIVE_EXPONENTIAL_HISTOGRAM,
    SUMMARY;

    private final String column = name().toLowerCase(Locale.ROOT);

    /** As it stands in the column {@code kind} of {@code metric_series}. */
    public String column() {
        return column;
    }
}
