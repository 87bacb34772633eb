// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.world;

import io.sonde.diagnosis.world.SignalName;
import io.sonde.diagnosis.world.Sketch;
import io.sonde.diagnosis.world.WorldHistory;
import io.sonde.server.store.ExponentialHistogramBatch;
import io.sonde.server.store.HistogramBatch;
import io.sonde.server.store.MetricBatch;
import io.sonde.server.store.Series;

/** Puts the points of batches that concern the world into its history. Owned by the world's thread. */
final class BatchReader {
    private final WorldHistory history;
    private final KnownSeries known;
    private final Sketch seconds = new Sketch();

    BatchReader(WorldHistory history, int seriesLimit) {
        this.history = history;
        this.known = new KnownSeries(seriesLimit);
    }

    void read(MetricBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            Series series = batch.series(i);
            if (SignalName.METRICS.contains(series.metric())) {
                history.add(known.of(series), batch.timeMillis(i), batch.value(i));
            }
        }
        HistogramBatch histograms = batch.histograms();
        for (int i = 0; i < histograms.size(); i++) {
            Series series = histograms.series(i);
            if (SignalName.METRICS.contains(series.metric())) {
                history.add(known.of(series), histograms.timeMillis(i), histograms.count(i), histograms.sum(i));
            }
        }
        read(batch.exponentialHistograms());
    }

    private void read(ExponentialHistogramBatch histograms) {
        for (int i = 0; i < histograms.size(); i++) {
            Series series = histograms.series(i);
            if (SignalName.REQUESTS.contains(series.metric())) {
                seconds.clear();
                seconds.addZeros(histograms.zeroCount(i));
                for (int bucket = 0; bucket < histograms.positiveBuckets(i); bucket++) {
                    seconds.add(
                            histograms.scale(i),
                            histograms.positiveOffset(i) + bucket,
                            histograms.positiveCount(i, bucket));
                }
                history.add(known.of(series), histograms.timeMillis(i), histograms.count(i), seconds);
            }
        }
    }
}
