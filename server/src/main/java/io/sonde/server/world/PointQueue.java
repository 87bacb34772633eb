// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.world;

import io.sonde.diagnosis.world.SignalName;
import io.sonde.server.limit.Fill;
import io.sonde.server.store.MetricBatch;
import io.sonde.server.store.PointBatch;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Batches on their way to the world's thread; bounded by their points, because one batch can be of any size. */
final class PointQueue {
    private final BlockingQueue<MetricBatch> batches = new LinkedBlockingQueue<>();
    private final AtomicLong points = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final int limit;

    PointQueue(int limit) {
        this.limit = limit;
    }

    /** False when there is no room. A batch that says nothing of the world is not kept. */
    boolean offer(MetricBatch batch) {
        if (!concernsTheWorld(batch)) {
            return true;
        }
        int size = size(batch);
        if (points.addAndGet(size) > limit) {
            points.addAndGet(-size);
            refused.addAndGet(size);
            return false;
        }
        return batches.add(batch);
    }

    /** The next batch; null when none came within the time. */
    @Nullable
    MetricBatch poll(long timeoutMillis) throws InterruptedException {
        MetricBatch batch = batches.poll(timeoutMillis, TimeUnit.MILLISECONDS);
        if (batch != null) {
            points.addAndGet(-size(batch));
        }
        return batch;
    }

    /** In points. */
    Fill fill() {
        return new Fill(points.get(), limit, refused.get());
    }

    static int size(MetricBatch batch) {
        return batch.size()
                + batch.histograms().size()
                + batch.exponentialHistograms().size();
    }

    private static boolean concernsTheWorld(MetricBatch batch) {
        return concernsTheWorld((PointBatch) batch)
                || concernsTheWorld(batch.histograms())
                || concernsTheWorld(batch.exponentialHistograms());
    }

    private static boolean concernsTheWorld(PointBatch points) {
        for (int i = 0; i < points.size(); i++) {
            if (SignalName.METRICS.contains(points.series(i).metric())) {
                return true;
            }
        }
        return false;
    }
}
