// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.receive.decode.ExponentialHistogramColumns.Side;
import io.sonde.server.receive.decode.Rejections.Reason;

/** Points of histograms with exponential buckets. */
final class ExponentialHistogramPoints implements PointReader {
    private static final int ATTRIBUTES = WireReader.tag(1, WireReader.BYTES);
    private static final int START = WireReader.tag(2, WireReader.FIXED64);
    private static final int TIME = WireReader.tag(3, WireReader.FIXED64);
    private static final int COUNT = WireReader.tag(4, WireReader.FIXED64);
    private static final int SUM = WireReader.tag(5, WireReader.FIXED64);
    private static final int SCALE = WireReader.tag(6, WireReader.VARINT);
    private static final int ZERO_COUNT = WireReader.tag(7, WireReader.FIXED64);
    private static final int POSITIVE = WireReader.tag(8, WireReader.BYTES);
    private static final int NEGATIVE = WireReader.tag(9, WireReader.BYTES);
    private static final int FLAGS = WireReader.tag(10, WireReader.VARINT);
    private static final int MIN = WireReader.tag(12, WireReader.FIXED64);
    private static final int MAX = WireReader.tag(13, WireReader.FIXED64);
    private static final int ZERO_THRESHOLD = WireReader.tag(14, WireReader.FIXED64);

    private static final int OFFSET = WireReader.tag(1, WireReader.VARINT);
    private static final int PACKED_COUNTS = WireReader.tag(2, WireReader.BYTES);
    private static final int SINGLE_COUNT = WireReader.tag(2, WireReader.VARINT);

    private final ExponentialHistogramPoint point = new ExponentialHistogramPoint();

    @Override
    public void read(WireReader in, PointContext context) throws MalformedException {
        int from = in.position();
        ExponentialHistogramColumns columns = context.columns().exponentialHistograms();
        point.clear();
        while (in.hasMore()) {
            readField(in, columns);
        }
        Reason refusal = point.common.judgedBy(context.window());
        if (refusal != null) {
            context.reject(refusal);
            columns.drop();
        } else if (point.common.hasNoRecordedValue()) {
            columns.drop();
        } else {
            columns.add(context.series().of(point.common.attributes, from, in.end(), ATTRIBUTES), point);
        }
    }

    private void readField(WireReader in, ExponentialHistogramColumns columns) throws MalformedException {
        int tag = in.tag();
        if (tag == ATTRIBUTES) {
            point.common.attributes += in.hash();
        } else if (tag == START) {
            point.common.startNanos = in.fixed64();
        } else if (tag == TIME) {
            point.common.timeNanos = in.fixed64();
        } else if (tag == COUNT) {
            point.common.count = in.fixed64();
        } else if (tag == SUM) {
            point.common.sum = in.doubleValue();
        } else if (tag == MIN) {
            point.common.min = in.doubleValue();
        } else if (tag == MAX) {
            point.common.max = in.doubleValue();
        } else if (tag == FLAGS) {
            point.common.flags = in.varint();
        } else {
            readOwnField(in, tag, columns);
        }
    }

    private void readOwnField(WireReader in, int tag, ExponentialHistogramColumns columns) throws MalformedException {
        if (tag == SCALE) {
            point.scale = (int) in.zigzag();
        } else if (tag == ZERO_COUNT) {
            point.zeroCount = in.fixed64();
        } else if (tag == ZERO_THRESHOLD) {
            point.zeroThreshold = in.doubleValue();
        } else if (tag == POSITIVE) {
            point.positiveOffset = readBuckets(in, columns.positive);
        } else if (tag == NEGATIVE) {
            point.negativeOffset = readBuckets(in, columns.negative);
        } else {
            in.skip(tag);
        }
    }

    private static int readBuckets(WireReader in, Side side) throws MalformedException {
        int offset = 0;
        int outerEnd = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == OFFSET) {
                offset = (int) in.zigzag();
            } else if (tag == PACKED_COUNTS) {
                readCounts(in, side);
            } else if (tag == SINGLE_COUNT) {
                side.addBucket(in.varint());
            } else {
                in.skip(tag);
            }
        }
        in.leave(outerEnd);
        return offset;
    }

    private static void readCounts(WireReader in, Side side) throws MalformedException {
        int outerEnd = in.enter();
        while (in.hasMore()) {
            side.addBucket(in.varint());
        }
        in.leave(outerEnd);
    }
}
