// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.limit.Fill;
import io.sonde.server.store.MetricBatch;

/** Reads requests with metrics, and remembers the series it has seen so that their texts are decoded once. For any thread. */
public final class MetricsDecoder {
    /** Resources are few: one per running copy of a service. */
    private static final int RESOURCES_PER_SERIES = 16;

    private final Remembered known;

    public MetricsDecoder(int seriesLimit) {
        known = new Remembered(
                new FingerprintCache<>(seriesLimit),
                new FingerprintCache<>(seriesLimit / RESOURCES_PER_SERIES),
                new SharedTexts());
    }

    /** Reads an ExportMetricsServiceRequest. */
    public Decoded<MetricBatch> decode(byte[] request, TimeWindow window) throws MalformedException {
        MetricsWalk walk = new MetricsWalk(new WireReader(request), known, window);
        walk.request();
        return new Decoded<>(walk.columns(), walk.rejections());
    }

    public Fill series() {
        return known.series().fill();
    }

    public Fill resources() {
        return known.resources().fill();
    }
}
