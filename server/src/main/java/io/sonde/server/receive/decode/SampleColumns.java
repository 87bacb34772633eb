// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.MetricBatch;
import io.sonde.server.store.Series;
import io.sonde.server.store.block.DoubleColumn;
import io.sonde.server.store.block.LongColumn;

/** The points of one request, while they are read and after. */
final class SampleColumns implements MetricBatch {
    /** Few: most requests carry none of them. */
    private static final int RARE = 4;

    /** Series, fingerprint, time, value. */
    private static final int BYTES_PER_SAMPLE = 4 * Long.BYTES;

    private final SeriesColumn series;
    private final LongColumn fingerprints;
    private final LongColumn times;
    private final DoubleColumn values;
    private final HistogramColumns histograms = new HistogramColumns(RARE);
    private final ExponentialHistogramColumns exponentialHistograms = new ExponentialHistogramColumns(RARE);
    private final SummaryColumns summaries = new SummaryColumns(RARE);

    SampleColumns() {
        series = new SeriesColumn(RARE);
        fingerprints = new LongColumn(RARE);
        times = new LongColumn(RARE);
        values = new DoubleColumn(RARE);
    }

    /** So many samples follow. */
    void expect(int samples) {
        series.reserve(samples);
        fingerprints.reserve(samples);
        times.reserve(samples);
        values.reserve(samples);
    }

    void add(Series ofPoint, long timeMillis, double value) {
        series.add(ofPoint);
        fingerprints.add(ofPoint.fingerprint());
        times.add(timeMillis);
        values.add(value);
    }

    @Override
    public int size() {
        return series.size();
    }

    @Override
    public long fingerprint(int i) {
        return fingerprints.get(i);
    }

    @Override
    public Series series(int i) {
        return series.get(i);
    }

    @Override
    public long timeMillis(int i) {
        return times.get(i);
    }

    @Override
    public double value(int i) {
        return values.get(i);
    }

    @Override
    public HistogramColumns histograms() {
        return histograms;
    }

    @Override
    public ExponentialHistogramColumns exponentialHistograms() {
        return exponentialHistograms;
    }

    @Override
    public SummaryColumns summaries() {
        return summaries;
    }

    @Override
    public long bytes() {
        return (long) size() * BYTES_PER_SAMPLE
                + histograms.bytes()
                + exponentialHistograms.bytes()
                + summaries.bytes();
    }
}
