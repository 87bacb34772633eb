// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.receive.decode.Rejections.Reason;
import io.sonde.server.store.MetricKind;
import org.jspecify.annotations.Nullable;

/** The way through one metric: its name, unit and kind first, then its points. */
final class MetricWalk {
    private static final int NAME = WireReader.tag(1, WireReader.BYTES);
    private static final int UNIT = WireReader.tag(3, WireReader.BYTES);
    private static final int GAUGE = WireReader.tag(5, WireReader.BYTES);
    private static final int SUM = WireReader.tag(7, WireReader.BYTES);
    private static final int HISTOGRAM = WireReader.tag(9, WireReader.BYTES);
    private static final int EXPONENTIAL_HISTOGRAM = WireReader.tag(10, WireReader.BYTES);
    private static final int SUMMARY = WireReader.tag(11, WireReader.BYTES);

    private static final int POINT = WireReader.tag(1, WireReader.BYTES);
    private static final int TEMPORALITY = WireReader.tag(2, WireReader.VARINT);
    private static final int MONOTONIC = WireReader.tag(3, WireReader.VARINT);
    private static final long DELTA = 1;

    /** A point without a time is not taken; tag and length stand before it. */
    private static final int LEAST_POINT_BYTES = 11;

    private static final long CUMULATIVE = 2;

    private final WireReader in;
    private final PointContext context;
    private final NumberPoints numbers = new NumberPoints();
    private final HistogramPoints histograms = new HistogramPoints();
    private final ExponentialHistogramPoints exponentialHistograms = new ExponentialHistogramPoints();
    private final SummaryPoints summaries = new SummaryPoints();

    private final Range name = new Range();
    private final Range unit = new Range();
    private int dataTag;
    private int dataFrom;
    private int dataTo;
    private long temporality;
    private boolean monotonic;
    private int points;

    MetricWalk(WireReader in, PointContext context) {
        this.in = in;
        this.context = context;
    }

    /** Reads the Metric message that the reader has entered. */
    void read() throws MalformedException {
        int end = in.end();
        lookOver();
        if (dataTag == 0) {
            context.reject(Reason.NO_DATA);
            return;
        }
        in.at(dataFrom, dataTo);
        lookOverData();
        MetricKind kind = kind();
        if (name.length() == 0) {
            context.rejections().add(Reason.NO_NAME, points);
        } else if (kind == null) {
            context.rejections().add(Reason.NO_TEMPORALITY, points);
        } else {
            readPoints(kind);
        }
        in.at(end, end);
    }

    private void lookOver() throws MalformedException {
        name.clear();
        unit.clear();
        dataTag = 0;
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == NAME) {
                name.take(in);
            } else if (tag == UNIT) {
                unit.take(in);
            } else if (tag == GAUGE
                    || tag == SUM
                    || tag == HISTOGRAM
                    || tag == EXPONENTIAL_HISTOGRAM
                    || tag == SUMMARY) {
                int length = in.length();
                dataTag = tag;
                dataFrom = in.position();
                in.skipBytes(length);
                dataTo = in.position();
            } else {
                in.skip(tag);
            }
        }
    }

    private void lookOverData() throws MalformedException {
        temporality = 0;
        monotonic = false;
        points = 0;
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == TEMPORALITY) {
                temporality = in.varint();
            } else if (tag == MONOTONIC) {
                monotonic = in.varint() != 0;
            } else {
                points += tag == POINT ? 1 : 0;
                in.skip(tag);
            }
        }
    }

    /** Null when the temporality that this kind needs is missing. */
    private @Nullable MetricKind kind() {
        if (dataTag == GAUGE) {
            return MetricKind.GAUGE;
        }
        if (dataTag == SUMMARY) {
            return MetricKind.SUMMARY;
        }
        if (temporality != DELTA && temporality != CUMULATIVE) {
            return null;
        }
        boolean delta = temporality == DELTA;
        if (dataTag == HISTOGRAM) {
            return delta ? MetricKind.DELTA_HISTOGRAM : MetricKind.CUMULATIVE_HISTOGRAM;
        }
        if (dataTag == EXPONENTIAL_HISTOGRAM) {
            return delta ? MetricKind.DELTA_EXPONENTIAL_HISTOGRAM : MetricKind.CUMULATIVE_EXPONENTIAL_HISTOGRAM;
        }
        if (monotonic) {
            return delta ? MetricKind.DELTA_SUM : MetricKind.CUMULATIVE_SUM;
        }
        return delta ? MetricKind.DELTA_UP_DOWN_SUM : MetricKind.CUMULATIVE_UP_DOWN_SUM;
    }

    private void readPoints(MetricKind kind) throws MalformedException {
        context.series().metric(name, unit, kind);
        PointReader reader = reader(kind);
        expectPoints(kind);
        in.at(dataFrom, dataTo);
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == POINT) {
                int outerEnd = in.enter();
                reader.read(in, context);
                in.leave(outerEnd);
            } else {
                in.skip(tag);
            }
        }
    }

    /** Other kinds are rare. */
    private void expectPoints(MetricKind kind) {
        switch (kind) {
            case GAUGE, DELTA_SUM, CUMULATIVE_SUM, DELTA_UP_DOWN_SUM, CUMULATIVE_UP_DOWN_SUM -> {
                SampleColumns samples = context.columns();
                samples.expect(expected(samples.size()));
            }
            case DELTA_HISTOGRAM, CUMULATIVE_HISTOGRAM -> {
                HistogramColumns histograms = context.columns().histograms();
                histograms.expect(expected(histograms.size()), in.bytes().length / Long.BYTES);
            }
            case DELTA_EXPONENTIAL_HISTOGRAM, CUMULATIVE_EXPONENTIAL_HISTOGRAM, SUMMARY -> {}
        }
    }

    /**
     * The first metric speaks for all: as if the whole request were of its kind. Never more than its bytes can hold, whatever they
     * claim to be.
     */
    private int expected(int known) {
        long request = in.bytes().length;
        long here = Math.max(1, dataTo - dataFrom);
        return (int) Math.min(known == 0 ? points * request / here : points, request / LEAST_POINT_BYTES);
    }

    private PointReader reader(MetricKind kind) {
        return switch (kind) {
            case GAUGE, DELTA_SUM, CUMULATIVE_SUM, DELTA_UP_DOWN_SUM, CUMULATIVE_UP_DOWN_SUM -> numbers;
            case DELTA_HISTOGRAM, CUMULATIVE_HISTOGRAM -> histograms;
            case DELTA_EXPONENTIAL_HISTOGRAM, CUMULATIVE_EXPONENTIAL_HISTOGRAM -> exponentialHistograms;
            case SUMMARY -> summaries;
        };
    }
}
