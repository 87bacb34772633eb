// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import org.jspecify.annotations.Nullable;

/** What one look at a history leaves for the next, whichever view that is of. For any thread. */
final class KeptLooks {
    private final MinuteSums minutes = new MinuteSums();
    private volatile @Nullable TrendPast past;

    MinuteSums minutes() {
        return minutes;
    }

    @Nullable
    TrendPast past() {
        return past;
    }

    void keep(TrendPast found) {
        past = found;
    }

    /** What nobody looks at any more takes no room. */
    void forgetBefore(long millis) {
        TrendPast known = past;
        if (known != null && known.toMillis() < millis) {
            past = null;
        }
    }
}
