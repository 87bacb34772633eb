// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.block.Utf8;

/**
 * The way through one request, from resource to scope to metric. Protobuf does not promise an order of fields, so each message
 * is looked over for what stands above its children before the children are read; looking over costs a length each.
 */
final class MetricsWalk {
    private static final int RESOURCE_METRICS = WireReader.tag(1, WireReader.BYTES);
    private static final int RESOURCE = WireReader.tag(1, WireReader.BYTES);
    private static final int SCOPE_METRICS = WireReader.tag(2, WireReader.BYTES);
    private static final int SCOPE = WireReader.tag(1, WireReader.BYTES);
    private static final int METRIC = WireReader.tag(2, WireReader.BYTES);
    private static final int SCOPE_NAME = WireReader.tag(1, WireReader.BYTES);

    private final WireReader in;
    private final SeriesResolver series;
    private final SampleColumns columns;
    private final Rejections rejections = new Rejections();
    private final MetricWalk metric;

    MetricsWalk(WireReader in, Remembered known, TimeWindow window) {
        this.in = in;
        series = new SeriesResolver(in, known);
        columns = new SampleColumns();
        metric = new MetricWalk(in, new PointContext(series, columns, window, rejections));
    }

    SampleColumns columns() {
        return columns;
    }

    Rejections rejections() {
        return rejections;
    }

    void request() throws MalformedException {
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == RESOURCE_METRICS) {
                int outerEnd = in.enter();
                resourceMetrics();
                in.leave(outerEnd);
            } else {
                in.skip(tag);
            }
        }
    }

    private void resourceMetrics() throws MalformedException {
        int from = in.position();
        int resourceFrom = from;
        int resourceTo = from;
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == RESOURCE) {
                int length = in.length();
                resourceFrom = in.position();
                in.skipBytes(length);
                resourceTo = in.position();
            } else {
                in.skip(tag);
            }
        }
        series.resource(resourceFrom, resourceTo);
        in.at(from, in.end());
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == SCOPE_METRICS) {
                int outerEnd = in.enter();
                scopeMetrics();
                in.leave(outerEnd);
            } else {
                in.skip(tag);
            }
        }
    }

    private void scopeMetrics() throws MalformedException {
        int from = in.position();
        series.scope("", 0);
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == SCOPE) {
                int outerEnd = in.enter();
                scope();
                in.leave(outerEnd);
            } else {
                in.skip(tag);
            }
        }
        in.at(from, in.end());
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == METRIC) {
                int outerEnd = in.enter();
                metric.read();
                in.leave(outerEnd);
            } else {
                in.skip(tag);
            }
        }
    }

    private void scope() throws MalformedException {
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == SCOPE_NAME) {
                int length = in.length();
                int from = in.position();
                in.skipBytes(length);
                series.scope(
                        Utf8.repaired(in.bytes(), from, in.position()),
                        Fingerprint.of(in.bytes(), from, in.position()));
            } else {
                in.skip(tag);
            }
        }
    }
}
