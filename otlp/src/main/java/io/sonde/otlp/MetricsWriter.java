// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.nio.charset.StandardCharsets;

/**
 * Turns points into OTLP metric requests: set the interval, then for each resource its metrics, for each metric its
 * points, and {@link #flush} at the end. A request is handed to the sink when it has reached its size; the next one goes
 * on with the same resource and metric. Resources and metrics without points are left out. One thread only.
 */
public final class MetricsWriter {
    /** A quarter of what a gRPC server takes by default (4 MiB), since a request may exceed it by one point. */
    public static final int DEFAULT_REQUEST_BYTES = 1 << 20;

    private static final int RESOURCE_METRICS = 1;
    private static final int RESOURCE = 1;
    private static final int RESOURCE_ATTRIBUTES = 1;
    private static final int SCOPE_METRICS = 2;
    private static final int SCOPE = 1;
    private static final int METRICS = 2;
    private static final int GAUGE = 5;
    private static final int SUM = 7;
    private static final int HISTOGRAM = 9;
    private static final int EXPONENTIAL_HISTOGRAM = 10;
    private static final int TEMPORALITY = 2;
    private static final int DELTA = 1;
    private static final int MONOTONIC = 3;
    private static final int CLOSED = -1;

    private final BatchSink sink;
    private final byte[] scope;
    private final int requestBytes;
    private final ProtoBuffer buffer;
    private final PointEncoder points;

    private Attributes resource = Attributes.empty();
    private MetricType metric = new MetricType("", "", MetricKind.GAUGE);
    private int items;
    private int resourceMark = CLOSED;
    private int scopeMark = CLOSED;
    private int metricMark = CLOSED;
    private int dataMark = CLOSED;

    /**
     * @param scopeName the instrumentation scope of every metric: the program that measures
     * @param requestBytes a request is closed once it is this long (uncompressed)
     */
    public MetricsWriter(BatchSink sink, String scopeName, int requestBytes) {
        if (requestBytes < 1) {
            throw new IllegalArgumentException("a request needs at least one byte, not " + requestBytes);
        }
        this.sink = sink;
        this.requestBytes = requestBytes;
        var encodedScope = new ProtoBuffer(64);
        encodedScope.bytesField(1, scopeName.getBytes(StandardCharsets.UTF_8));
        this.scope = encodedScope.toByteArray();
        this.buffer = new ProtoBuffer(Math.min(requestBytes, 64 << 10));
        this.points = new PointEncoder(buffer);
    }

    public MetricsWriter(BatchSink sink, String scopeName) {
        this(sink, scopeName, DEFAULT_REQUEST_BYTES);
    }

    /** Start and end, in nanoseconds since 1970, of what the following points say. */
    public void interval(long startUnixNanos, long endUnixNanos) {
        points.interval(startUnixNanos, endUnixNanos);
    }

    /** The following metrics belong to this resource. */
    public void resource(Attributes attributes) {
        closeResource();
        resource = attributes;
    }

    /** The following points belong to this metric. */
    public void metric(MetricType type) {
        closeMetric();
        metric = type;
    }

    /** A point of a sum or gauge. */
    public void point(Attributes attributes, long value) {
        openNumbers();
        points.number(attributes, value);
        pointWritten();
    }

    /** A point of a sum or gauge. */
    public void point(Attributes attributes, double value) {
        openNumbers();
        points.number(attributes, value);
        pointWritten();
    }

    /** A point of a histogram. */
    public void point(Attributes attributes, HistogramValue value) {
        if (metric.kind() != MetricKind.HISTOGRAM) {
            throw new IllegalStateException("BUG: histogram point for " + metric);
        }
        openMetric();
        points.histogram(attributes, value);
        pointWritten();
    }

    /** A point of an exponential histogram. */
    public void point(Attributes attributes, ExponentialValue value) {
        if (metric.kind() != MetricKind.EXPONENTIAL) {
            throw new IllegalStateException("BUG: point of an exponential histogram for " + metric);
        }
        openMetric();
        points.exponential(attributes, value);
        pointWritten();
    }

    /** Hands over what was written since the last request. The resource and metric stay as they are. */
    public void flush() {
        closeResource();
        if (items > 0) {
            sink.accept(new Batch(Signal.METRICS, buffer.toByteArray(), items));
        }
        buffer.clear();
        items = 0;
    }

    private void pointWritten() {
        items++;
        if (buffer.size() >= requestBytes) {
            flush();
        }
    }

    private void openNumbers() {
        if (metric.kind() == MetricKind.HISTOGRAM || metric.kind() == MetricKind.EXPONENTIAL) {
            throw new IllegalStateException("BUG: number for " + metric);
        }
        openMetric();
    }

    private void openMetric() {
        if (metricMark != CLOSED) {
            return;
        }
        if (metric.name().isEmpty()) {
            throw new IllegalStateException("BUG: point before the first metric");
        }
        openResource();
        metricMark = buffer.open(METRICS);
        metric.writeTo(buffer);
        dataMark = buffer.open(
                switch (metric.kind()) {
                    case SUM -> SUM;
                    case GAUGE -> GAUGE;
                    case HISTOGRAM -> HISTOGRAM;
                    case EXPONENTIAL -> EXPONENTIAL_HISTOGRAM;
                });
    }

    private void openResource() {
        if (resourceMark != CLOSED) {
            return;
        }
        resourceMark = buffer.open(RESOURCE_METRICS);
        int mark = buffer.open(RESOURCE);
        resource.writeTo(buffer, RESOURCE_ATTRIBUTES);
        buffer.close(mark);
        scopeMark = buffer.open(SCOPE_METRICS);
        buffer.bytesField(SCOPE, scope);
    }

    private void closeMetric() {
        if (metricMark == CLOSED) {
            return;
        }
        if (metric.kind() != MetricKind.GAUGE) {
            buffer.varintField(TEMPORALITY, DELTA);
        }
        if (metric.kind() == MetricKind.SUM) {
            buffer.varintField(MONOTONIC, 1);
        }
        buffer.close(dataMark);
        buffer.close(metricMark);
        metricMark = CLOSED;
    }

    private void closeResource() {
        closeMetric();
        if (resourceMark == CLOSED) {
            return;
        }
        buffer.close(scopeMark);
        buffer.close(resourceMark);
        resourceMark = CLOSED;
    }
}
