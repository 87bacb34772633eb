// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.otlp.HistogramValue;
import org.jspecify.annotations.Nullable;

/**
 * What the connections of one series did in an interval. A histogram that saw nothing is null.
 *
 * @param connectionSeconds how long closed connections had been open
 * @param connectSeconds how long connect() took
 * @param rttSeconds one value per open connection and one per closed one
 */
public record SeriesSnapshot(
        SeriesLabels labels,
        ConnectionCounts counts,
        @Nullable HistogramValue connectionSeconds,
        @Nullable HistogramValue connectSeconds,
        @Nullable HistogramValue rttSeconds) {}
