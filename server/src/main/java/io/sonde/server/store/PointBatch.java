// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

/** Points of one kind, in columns read by index. Read-only, and safe to keep. */
public interface PointBatch {
    int size();

    default long fingerprint(int i) {
        return series(i).fingerprint();
    }

    Series series(int i);

    /** Time of the point, milliseconds since the epoch; of a delta: its end. */
    long timeMillis(int i);
}
