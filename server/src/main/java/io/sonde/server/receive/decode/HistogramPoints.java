// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.receive.decode.Rejections.Reason;

/** Points of histograms with explicit buckets. */
final class HistogramPoints implements PointReader {
    private static final int START = WireReader.tag(2, WireReader.FIXED64);
    private static final int TIME = WireReader.tag(3, WireReader.FIXED64);
    private static final int COUNT = WireReader.tag(4, WireReader.FIXED64);
    private static final int SUM = WireReader.tag(5, WireReader.FIXED64);
    private static final int BUCKETS = 6;
    private static final int BOUNDS = 7;
    private static final int ATTRIBUTES = WireReader.tag(9, WireReader.BYTES);
    private static final int FLAGS = WireReader.tag(10, WireReader.VARINT);
    private static final int MIN = WireReader.tag(11, WireReader.FIXED64);
    private static final int MAX = WireReader.tag(12, WireReader.FIXED64);

    private final DistributionPoint point = new DistributionPoint();

    @Override
    public void read(WireReader in, PointContext context) throws MalformedException {
        int from = in.position();
        HistogramColumns columns = context.columns().histograms();
        point.clear();
        columns.bounds().begin();
        while (in.hasMore()) {
            readField(in, columns);
        }
        Reason refusal = point.judgedBy(context.window());
        if (refusal == null && !columns.bucketsFit()) {
            refusal = Reason.BAD_BUCKETS;
        }
        if (refusal != null) {
            context.reject(refusal);
            columns.drop();
        } else if (point.hasNoRecordedValue()) {
            columns.drop();
        } else {
            columns.add(context.series().of(point.attributes, from, in.end(), ATTRIBUTES), point);
        }
    }

    private void readField(WireReader in, HistogramColumns columns) throws MalformedException {
        int tag = in.tag();
        if (tag == ATTRIBUTES) {
            point.attributes += in.hash();
        } else if (tag == START) {
            point.startNanos = in.fixed64();
        } else if (tag == TIME) {
            point.timeNanos = in.fixed64();
        } else if (tag == COUNT) {
            point.count = in.fixed64();
        } else if (tag == SUM) {
            point.sum = in.doubleValue();
        } else if (tag == MIN) {
            point.min = in.doubleValue();
        } else if (tag == MAX) {
            point.max = in.doubleValue();
        } else if (tag == FLAGS) {
            point.flags = in.varint();
        } else {
            readRepeated(in, tag, columns);
        }
    }

    /** Repeated numbers may come packed into one field or each in its own. */
    private static void readRepeated(WireReader in, int tag, HistogramColumns columns) throws MalformedException {
        if (tag == WireReader.tag(BUCKETS, WireReader.BYTES)) {
            int outerEnd = in.enter();
            while (in.hasMore()) {
                columns.addBucket(in.fixed64());
            }
            in.leave(outerEnd);
        } else if (tag == WireReader.tag(BOUNDS, WireReader.BYTES)) {
            int outerEnd = in.enter();
            columns.bounds().read(in);
            in.leave(outerEnd);
        } else if (tag == WireReader.tag(BUCKETS, WireReader.FIXED64)) {
            columns.addBucket(in.fixed64());
        } else if (tag == WireReader.tag(BOUNDS, WireReader.FIXED64)) {
            columns.bounds().add(in.doubleValue());
        } else {
            in.skip(tag);
        }
    }
}
