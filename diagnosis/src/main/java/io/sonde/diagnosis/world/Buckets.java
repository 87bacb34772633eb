// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** A window cut into equal spans of whole steps. */
public record Buckets(Window window, long lengthMillis) {
    /** As many points as a chart can show apart. */
    private static final int MOST = 120;

    static Buckets of(Window window) {
        return new Buckets(window, Math.ceilDiv(window.steps(), MOST) * Window.STEP_MILLIS);
    }

    public int count() {
        return Math.toIntExact(Math.ceilDiv(window.toMillis() - window.fromMillis(), lengthMillis));
    }

    public List<Instant> starts() {
        return IntStream.range(0, count())
                .mapToObj(index -> Instant.ofEpochMilli(start(index)))
                .toList();
    }

    long start(int index) {
        return window.fromMillis() + index * lengthMillis;
    }

    Window bucket(int index) {
        return new Window(start(index), Math.min(start(index) + lengthMillis, window.toMillis()));
    }
}
