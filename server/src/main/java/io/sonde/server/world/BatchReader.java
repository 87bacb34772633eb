// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.world;

import io.sonde.diagnosis.world.SignalName;
import io.sonde.diagnosis.world.WorldHistory;
import io.sonde.server.store.HistogramBatch;
import io.sonde.server.store.MetricBatch;
import io.sonde.server.store.Series;

/** Puts the points of a batch that concern the world into its history. */
final class BatchReader {
    private BatchReader() {}

    static void read(MetricBatch batch, WorldHistory history) {
        for (int i = 0; i < batch.size(); i++) {
            Series series = batch.series(i);
            if (SignalName.METRICS.contains(series.metric())) {
                history.add(described(series), batch.timeMillis(i), batch.value(i));
            }
        }
        HistogramBatch histograms = batch.histograms();
        for (int i = 0; i < histograms.size(); i++) {
            Series series = histograms.series(i);
            if (SignalName.METRICS.contains(series.metric())) {
                history.add(described(series), histograms.timeMillis(i), histograms.count(i), histograms.sum(i));
            }
        }
    }

    private static io.sonde.diagnosis.world.Series described(Series series) {
        return new io.sonde.diagnosis.world.Series(series.metric(), series.resource(), series.attributes());
    }
}
