// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What of some batches goes into which table, and what of them the followers of the store are told. Made once for each insert,
 * so that a repetition sends the same blocks. A batch with a name brings a {@link BatchMark} into its tables of samples and of
 * histograms; of one that may have come before, only what is missing there goes in.
 */
final class MetricPlan {
    final List<MetricBatch> samples = new ArrayList<>();
    final List<HistogramBatch> histograms = new ArrayList<>();
    /** These two are written before the others: where those are, they are. */
    final List<ExponentialHistogramBatch> exponentialHistograms = new ArrayList<>();

    final List<SummaryBatch> summaries = new ArrayList<>();
    final List<MetricBatch> told = new ArrayList<>();

    private MetricPlan() {}

    /** @param gaveUp whether this process tried to store the batch before and did not learn what came of it */
    static MetricPlan of(List<NamedMetrics> batches, StoredMarks store, Predicate<BatchId> gaveUp)
            throws StoreException {
        List<BatchMark> doubtfulSamples = new ArrayList<>();
        List<BatchMark> doubtfulHistograms = new ArrayList<>();
        for (NamedMetrics batch : batches) {
            BatchId id = batch.id();
            if (id != null && (id.perhapsStored() || gaveUp.test(id))) {
                mark(id, batch.points(), doubtfulSamples);
                mark(id, batch.points().histograms(), doubtfulHistograms);
            }
        }
        Set<Long> samplesThere = store.in(SampleTable.NAME, doubtfulSamples);
        Set<Long> histogramsThere = store.in(HistogramTable.NAME, doubtfulHistograms);
        MetricPlan plan = new MetricPlan();
        for (NamedMetrics batch : batches) {
            BatchId id = batch.id();
            if (id == null || (!samplesThere.contains(id.key()) && !histogramsThere.contains(id.key()))) {
                plan.addWhole(batch.points(), id);
            } else {
                plan.addRest(batch.points(), id, samplesThere, histogramsThere, gaveUp.test(id));
            }
        }
        return plan;
    }

    private void addWhole(MetricBatch points, @Nullable BatchId id) {
        addSamples(points, id);
        addHistograms(points.histograms(), id);
        exponentialHistograms.add(points.exponentialHistograms());
        summaries.add(points.summaries());
        told.add(points);
    }

    /**
     * What an earlier process stored was read back when this one started, and is known. What this process stored without learning
     * of it was told to nobody.
     */
    private void addRest(
            MetricBatch points, BatchId id, Set<Long> samplesThere, Set<Long> histogramsThere, boolean untold) {
        boolean withSamples = !samplesThere.contains(id.key());
        boolean withHistograms = !histogramsThere.contains(id.key());
        if (withSamples) {
            addSamples(points, id);
        }
        if (withHistograms) {
            addHistograms(points.histograms(), id);
        }
        told.add(untold ? points : new MetricPart(points, withSamples, withHistograms));
    }

    private void addSamples(MetricBatch points, @Nullable BatchId id) {
        samples.add(points);
        mark(id, points, samples);
    }

    private void addHistograms(HistogramBatch points, @Nullable BatchId id) {
        histograms.add(points);
        mark(id, points, histograms);
    }

    /** None where the batch has nothing for the table: there is no block then whose fate the mark could share. */
    private static void mark(@Nullable BatchId id, PointBatch points, List<? super BatchMark> marks) {
        if (id != null && points.size() > 0) {
            marks.add(BatchMark.of(id, points.timeMillis(0)));
        }
    }
}
