// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.Catalog.Place;

/** A timeline filled from a store, bucket after bucket in ascending order. One thread. */
public final class StoredTimeline {
    private final Catalog catalog;
    private final TimelineBuilder builder;
    private final Cells cells = new Cells(0);
    private int bucket;

    StoredTimeline(Catalog catalog, TimelineBuilder builder) {
        this.catalog = catalog;
        this.builder = builder;
    }

    /** How the window is to be cut. */
    public Buckets buckets() {
        return builder.buckets();
    }

    /** What a series amounts to in the bucket that starts at this time. */
    public void add(long bucketStart, Series series, Aggregate values) {
        int index = Math.toIntExact(
                (bucketStart - buckets().window().fromMillis()) / buckets().lengthMillis());
        if (index < bucket) {
            throw new IllegalStateException("BUG: bucket " + index + " after " + bucket);
        }
        if (index > bucket) {
            finishBucket();
            bucket = index;
        }
        Place place = catalog.place(series);
        if (place != null) {
            Recorder.record(place, values, cells);
        }
    }

    public Timeline timeline() {
        finishBucket();
        return builder.timeline();
    }

    private void finishBucket() {
        builder.put(bucket, cells);
        cells.clear();
    }
}
