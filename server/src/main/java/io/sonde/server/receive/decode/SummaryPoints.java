// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.receive.decode.Rejections.Reason;

/** Points of summaries. */
final class SummaryPoints implements PointReader {
    private static final int START = WireReader.tag(2, WireReader.FIXED64);
    private static final int TIME = WireReader.tag(3, WireReader.FIXED64);
    private static final int COUNT = WireReader.tag(4, WireReader.FIXED64);
    private static final int SUM = WireReader.tag(5, WireReader.FIXED64);
    private static final int QUANTILES = WireReader.tag(6, WireReader.BYTES);
    private static final int ATTRIBUTES = WireReader.tag(7, WireReader.BYTES);
    private static final int FLAGS = WireReader.tag(8, WireReader.VARINT);

    private static final int QUANTILE = WireReader.tag(1, WireReader.FIXED64);
    private static final int VALUE = WireReader.tag(2, WireReader.FIXED64);

    private final DistributionPoint point = new DistributionPoint();

    @Override
    public void read(WireReader in, PointContext context) throws MalformedException {
        int from = in.position();
        SummaryColumns columns = context.columns().summaries();
        point.clear();
        point.sum = 0;
        while (in.hasMore()) {
            readField(in, columns);
        }
        Reason refusal = point.judgedBy(context.window());
        if (refusal != null) {
            context.reject(refusal);
            columns.drop();
        } else if (point.hasNoRecordedValue()) {
            columns.drop();
        } else {
            columns.add(context.series().of(point.attributes, from, in.end(), ATTRIBUTES), point);
        }
    }

    private void readField(WireReader in, SummaryColumns columns) throws MalformedException {
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
        } else if (tag == QUANTILES) {
            readQuantile(in, columns);
        } else if (tag == FLAGS) {
            point.flags = in.varint();
        } else {
            in.skip(tag);
        }
    }

    private static void readQuantile(WireReader in, SummaryColumns columns) throws MalformedException {
        double quantile = 0;
        double value = 0;
        int outerEnd = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == QUANTILE) {
                quantile = in.doubleValue();
            } else if (tag == VALUE) {
                value = in.doubleValue();
            } else {
                in.skip(tag);
            }
        }
        in.leave(outerEnd);
        columns.addQuantile(quantile, value);
    }
}
