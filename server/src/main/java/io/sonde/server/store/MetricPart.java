// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

/** A batch of which only some tables are shown. */
record MetricPart(MetricBatch whole, boolean samples, boolean histogramsToo) implements MetricBatch {
    @Override
    public int size() {
        return samples ? whole.size() : 0;
    }

    @Override
    public long fingerprint(int i) {
        return whole.fingerprint(i);
    }

    @Override
    public Series series(int i) {
        return whole.series(i);
    }

    @Override
    public long timeMillis(int i) {
        return whole.timeMillis(i);
    }

    @Override
    public double value(int i) {
        return whole.value(i);
    }

    @Override
    public HistogramBatch histograms() {
        return histogramsToo ? whole.histograms() : BatchMark.NONE;
    }

    @Override
    public ExponentialHistogramBatch exponentialHistograms() {
        return whole.exponentialHistograms();
    }

    @Override
    public SummaryBatch summaries() {
        return whole.summaries();
    }

    @Override
    public long bytes() {
        return whole.bytes();
    }
}
