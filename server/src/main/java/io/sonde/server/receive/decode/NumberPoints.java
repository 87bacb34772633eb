// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.receive.decode.Rejections.Reason;
import io.sonde.server.store.Series;

/** Points of sums and gauges. */
final class NumberPoints implements PointReader {
    private static final int TIME = WireReader.tag(3, WireReader.FIXED64);
    private static final int AS_DOUBLE = WireReader.tag(4, WireReader.FIXED64);
    private static final int AS_INT = WireReader.tag(6, WireReader.FIXED64);
    private static final int ATTRIBUTES = WireReader.tag(7, WireReader.BYTES);
    private static final int FLAGS = WireReader.tag(8, WireReader.VARINT);

    private static final long NANOS_PER_MILLI = 1_000_000;

    @Override
    public void read(WireReader in, PointContext context) throws MalformedException {
        int from = in.position();
        long attributes = 0;
        long timeNanos = 0;
        long flags = 0;
        double value = 0;
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == ATTRIBUTES) {
                attributes += in.hash();
            } else if (tag == TIME) {
                timeNanos = context.window().corrected(in.fixed64());
            } else if (tag == AS_DOUBLE) {
                value = in.doubleValue();
            } else if (tag == AS_INT) {
                value = in.fixed64();
            } else if (tag == FLAGS) {
                flags = in.varint();
            } else {
                in.skip(tag);
            }
        }
        Reason refusal = context.window().refuses(timeNanos);
        if (refusal != null) {
            context.reject(refusal);
        } else if (!DistributionPoint.hasNoRecordedValue(flags)) {
            Series series = context.series().of(attributes, from, in.end(), ATTRIBUTES);
            context.columns().add(series, timeNanos / NANOS_PER_MILLI, value);
        }
    }
}
