// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

/** Writes NumberDataPoint, HistogramDataPoint and ExponentialHistogramDataPoint messages; all points of one export share their interval. */
final class PointEncoder {
    /** In Gauge, Sum and Histogram alike. */
    private static final int DATA_POINTS = 1;

    private static final int START = 2;
    private static final int TIME = 3;
    private static final int AS_DOUBLE = 4;
    private static final int AS_INT = 6;
    private static final int NUMBER_ATTRIBUTES = 7;

    private static final int COUNT = 4;
    private static final int HISTOGRAM_SUM = 5;
    private static final int BUCKET_COUNTS = 6;
    private static final int EXPLICIT_BOUNDS = 7;
    private static final int HISTOGRAM_ATTRIBUTES = 9;
    private static final int EXPONENTIAL_ATTRIBUTES = 1;
    private static final int SCALE = 6;
    private static final int POSITIVE = 8;
    private static final int OFFSET = 1;
    private static final int COUNTS = 2;
    private static final int EXEMPLARS = 11;
    private static final int EXEMPLAR_TIME = 2;
    private static final int EXEMPLAR_DOUBLE = 3;
    private static final int EXEMPLAR_SPAN = 4;
    private static final int EXEMPLAR_TRACE = 5;
    private static final int EXPONENTIAL_MIN = 12;
    private static final int EXPONENTIAL_MAX = 13;
    private static final int MIN = 11;
    private static final int MAX = 12;

    private final ProtoBuffer buffer;
    private long startUnixNanos;
    private long endUnixNanos;

    PointEncoder(ProtoBuffer buffer) {
        this.buffer = buffer;
    }

    void interval(long startUnixNanos, long endUnixNanos) {
        this.startUnixNanos = startUnixNanos;
        this.endUnixNanos = endUnixNanos;
    }

    void number(Attributes attributes, long value) {
        int point = openPoint();
        buffer.fixed64Field(AS_INT, value);
        attributes.writeTo(buffer, NUMBER_ATTRIBUTES);
        buffer.close(point);
    }

    void number(Attributes attributes, double value) {
        int point = openPoint();
        buffer.doubleField(AS_DOUBLE, value);
        attributes.writeTo(buffer, NUMBER_ATTRIBUTES);
        buffer.close(point);
    }

    void histogram(Attributes attributes, HistogramValue value) {
        int point = openPoint();
        if (value.count() != 0) {
            buffer.fixed64Field(COUNT, value.count());
        }
        buffer.doubleField(HISTOGRAM_SUM, value.sum());
        buffer.lengthPrefix(BUCKET_COUNTS, value.counts().length * Long.BYTES);
        for (long count : value.counts()) {
            buffer.fixed64(count);
        }
        bounds(value.bounds());
        attributes.writeTo(buffer, HISTOGRAM_ATTRIBUTES);
        if (value.count() != 0) {
            buffer.doubleField(MIN, value.min());
            buffer.doubleField(MAX, value.max());
        }
        buffer.close(point);
    }

    void exponential(Attributes attributes, ExponentialValue value) {
        int point = buffer.open(DATA_POINTS);
        attributes.writeTo(buffer, EXPONENTIAL_ATTRIBUTES);
        times();
        buffer.fixed64Field(COUNT, value.count());
        buffer.doubleField(HISTOGRAM_SUM, value.sum());
        if (value.scale() != 0) {
            buffer.varintField(SCALE, zigzag(value.scale()));
        }
        int positive = buffer.open(POSITIVE);
        if (value.offset() != 0) {
            buffer.varintField(OFFSET, zigzag(value.offset()));
        }
        int counts = buffer.open(COUNTS);
        for (int count : value.counts()) {
            buffer.varintValue(count);
        }
        buffer.close(counts);
        buffer.close(positive);
        value.exemplars().forEach(this::exemplar);
        buffer.doubleField(EXPONENTIAL_MIN, value.min());
        buffer.doubleField(EXPONENTIAL_MAX, value.max());
        buffer.close(point);
    }

    private void exemplar(Exemplar exemplar) {
        int mark = buffer.open(EXEMPLARS);
        buffer.fixed64Field(EXEMPLAR_TIME, exemplar.unixNanos());
        buffer.doubleField(EXEMPLAR_DOUBLE, exemplar.value());
        buffer.lengthPrefix(EXEMPLAR_SPAN, Long.BYTES);
        buffer.bigEndian(exemplar.span());
        buffer.lengthPrefix(EXEMPLAR_TRACE, 2 * Long.BYTES);
        buffer.bigEndian(exemplar.trace().high());
        buffer.bigEndian(exemplar.trace().low());
        buffer.close(mark);
    }

    private static long zigzag(int value) {
        return ((value << 1) ^ (value >> (Integer.SIZE - 1))) & 0xffff_ffffL;
    }

    private void bounds(double[] bounds) {
        if (bounds.length == 0) {
            return;
        }
        buffer.lengthPrefix(EXPLICIT_BOUNDS, bounds.length * Double.BYTES);
        for (double bound : bounds) {
            buffer.fixed64(Double.doubleToRawLongBits(bound));
        }
    }

    private int openPoint() {
        int mark = buffer.open(DATA_POINTS);
        times();
        return mark;
    }

    private void times() {
        if (startUnixNanos != 0) {
            buffer.fixed64Field(START, startUnixNanos);
        }
        if (endUnixNanos != 0) {
            buffer.fixed64Field(TIME, endUnixNanos);
        }
    }
}
