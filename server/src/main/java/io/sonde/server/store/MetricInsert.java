// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.limit.Fill;
import io.sonde.server.store.block.NativeBlock;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Metrics into their tables: first the series that are new today, then the points. Owned by the writer's thread. */
final class MetricInsert implements BatchInsert<NamedMetrics> {
    private static final long SECONDS_PER_DAY = 86_400;

    /** A full batch of samples fits without growing. */
    private static final int BLOCK_BYTES = 8 << 20;

    private final ClickHouse clickHouse;
    private final Clock clock;
    private final RecentSeries recent;
    private final DecimalColumns decimals;
    private final Listeners listeners;
    private final BatchLedger ledger;
    private final StoredMarks marks;
    private final NativeBlock block = new NativeBlock(BLOCK_BYTES);
    private @Nullable MetricPlan plan;
    private String plannedToken = "";

    MetricInsert(ClickHouse clickHouse, Clock clock, int seriesLimit, Listeners listeners, BatchLedger ledger) {
        this.clickHouse = clickHouse;
        this.clock = clock;
        this.recent = new RecentSeries(seriesLimit);
        this.decimals = new DecimalColumns(recent);
        this.listeners = listeners;
        this.ledger = ledger;
        this.marks = new StoredMarks(clickHouse);
    }

    Fill recentSeries() {
        return recent.fill();
    }

    @Override
    public void insert(List<NamedMetrics> batches, String token) throws StoreException {
        MetricPlan plan = plan(batches, token);
        insertSeries(plan, token);
        insertExponentialHistograms(plan.exponentialHistograms, token);
        insertSummaries(plan.summaries, token);
        insertSamples(plan.samples, token);
        insertHistograms(plan.histograms, token);
    }

    /** The same for each try of an insert. */
    private MetricPlan plan(List<NamedMetrics> batches, String token) throws StoreException {
        MetricPlan known = plan;
        if (known != null && token.equals(plannedToken)) {
            return known;
        }
        MetricPlan made = MetricPlan.of(batches, marks, ledger::gaveUp);
        plan = made;
        plannedToken = token;
        return made;
    }

    private void insertSeries(MetricPlan plan, String token) throws StoreException {
        long nowSeconds = clock.instant().getEpochSecond();
        recent.startDay(nowSeconds / SECONDS_PER_DAY);
        Map<Long, Series> unseen = new LinkedHashMap<>();
        plan.samples.forEach(batch -> collect(batch, unseen));
        plan.histograms.forEach(batch -> collect(batch, unseen));
        plan.exponentialHistograms.forEach(batch -> collect(batch, unseen));
        plan.summaries.forEach(batch -> collect(batch, unseen));
        if (!unseen.isEmpty()) {
            SeriesTable.write(block, unseen.values(), nowSeconds);
            send(SeriesTable.NAME, token);
            unseen.keySet().forEach(recent::add);
        }
    }

    private void collect(PointBatch points, Map<Long, Series> unseen) {
        if (points instanceof BatchMark) {
            return;
        }
        for (int i = 0; i < points.size(); i++) {
            if (!recent.contains(points.fingerprint(i))) {
                unseen.put(points.fingerprint(i), points.series(i));
            }
        }
    }

    private void insertSamples(List<MetricBatch> batches, String token) throws StoreException {
        int rows = PointColumns.rows(batches);
        if (rows > 0) {
            SampleTable.write(block, batches, rows, decimals);
            send(SampleTable.NAME, token);
        }
    }

    private void insertHistograms(List<HistogramBatch> batches, String token) throws StoreException {
        int rows = PointColumns.rows(batches);
        if (rows > 0) {
            HistogramTable.write(block, batches, rows, decimals);
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
    public void stored(List<NamedMetrics> batches) {
        MetricPlan stored = plan;
        plan = null;
        if (stored != null) {
            stored.told.forEach(listeners::stored);
        }
    }
}
