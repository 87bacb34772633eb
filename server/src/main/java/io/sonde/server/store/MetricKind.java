// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import java.util.Locale;

/** What the points of a series are. Up-down sums may fall, plain sums only grow until they start anew. */
public enum MetricKind {
    GAUGE(1),
    DELTA_SUM(2),
    CUMULATIVE_SUM(3),
    DELTA_UP_DOWN_SUM(4),
    CUMULATIVE_UP_DOWN_SUM(5),
    DELTA_HISTOGRAM(6),
    CUMULATIVE_HISTOGRAM(7),
    DELTA_EXPONENTIAL_HISTOGRAM(8),
    CUMULATIVE_EXPONENTIAL_HISTOGRAM(9),
    SUMMARY(10);

    private final int code;
    private final String column = name().toLowerCase(Locale.ROOT);

    MetricKind(int code) {
        this.code = code;
    }

    /** Part of what is hashed into the fingerprint: may never change. */
    public int code() {
        return code;
    }

    /** As it stands in the column {@code kind} of {@code metric_series}. */
    public String column() {
        return column;
    }
}
