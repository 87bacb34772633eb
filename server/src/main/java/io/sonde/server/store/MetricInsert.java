// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.store.block.NativeBlock;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Metrics into their tables: first the series that are new today, then the points. Owned by the writer's thread. */
final class MetricInsert implements BatchInsert<MetricBatch> {
    private static final long SECONDS_PER_DAY = 86_400;

    /** A full batch of samples fits without growing. */
    private static final int BLOCK_BYTES = 8 << 20;

    private final ClickHouse clickHouse;
    private final Clock clock;
    private final RecentSeries recent;
    private final Listeners listeners;
    private final NativeBlock block = new NativeBlock(BLOCK_BYTES);

    MetricInsert(ClickHouse clickHouse, Clock clock, int seriesLimit, Listeners listeners) {
        this.clickHouse = clickHouse;
        this.clock = clock;
        this.recent = new RecentSeries(seriesLimit);
        this.listeners = listeners;
    }

    @Override
    public void insert(List<MetricBatch> batches, String token) throws StoreException {
        insertSeries(batches, token);
        int rows = PointColumns.rows(batches);
        if (rows > 0) {
            SampleTable.write(block, batches, rows);
            send(SampleTable.NAME, token);
        }
        insertHistograms(batches.stream().map(MetricBatch::histograms).toList(), token);
        insertExponentialHistograms(
                batches.stream().map(MetricBatch::exponentialHistograms).toList(), token);
        insertSummaries(batches.stream().map(MetricBatch::summaries).toList(), token);
    }

    private void insertSeries(List<MetricBatch> batches, String token) throws StoreException {
        long nowSeconds = clock.instant().getEpochSecond();
        recent.startDay(nowSeconds / SECONDS_PER_DAY);
        Map<Long, Series> unseen = new LinkedHashMap<>();
        for (MetricBatch batch : batches) {
            collect(batch, unseen);
            collect(batch.histograms(), unseen);
            collect(batch.exponentialHistograms(), unseen);
            collect(batch.summaries(), unseen);
        }
        if (!unseen.isEmpty()) {
            SeriesTable.write(block, unseen.values(), nowSeconds);
            send(SeriesTable.NAME, token);
            unseen.keySet().forEach(recent::add);
        }
    }

    private void collect(PointBatch points, Map<Long, Series> unseen) {
        for (int i = 0; i < points.size(); i++) {
            if (!recent.contains(points.fingerprint(i))) {
                unseen.put(points.fingerprint(i), points.series(i));
            }
        }
    }

    private void insertHistograms(List<HistogramBatch> batches, String token) throws StoreException {
        int rows = PointColumns.rows(batches);
        if (rows > 0) {
            HistogramTable.write(block, batches, rows);
            send(HistogramTable.NAME, token);
        }
    }

    private void insertExponentialHistograms(List<ExponentialHistogramBatch> batches, String token)
            throws StoreException {
        int rows = PointColumns.rows(batches);
        if (rows > 0) {
            ExponentialHistogramTable.write(block, batches, rows);
            send(ExponentialHistogramTable.NAME, token);
        }
    }

    private void insertSummaries(List<SummaryBatch> batches, String token) throws StoreException {
        int rows = PointColumns.rows(batches);
        if (rows > 0) {
            SummaryTable.write(block, batches, rows);
            send(SummaryTable.NAME, token);
        }
    }

    private void send(String table, String token) throws StoreException {
        clickHouse.insert(table, block.out(), token);
    }

    @Override
    public void stored(List<MetricBatch> batches) {
        batches.forEach(listeners::stored);
    }
}
