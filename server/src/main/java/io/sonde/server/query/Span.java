// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import io.sonde.diagnosis.world.Window;
import java.util.HashMap;
import java.util.Map;

/** From when to when a query reads, end exclusive, and into buckets of which length it adds up. */
record Span(long fromMillis, long toMillis, long bucketMillis) {
    private static final long MILLIS_PER_SECOND = 1000;

    /** The condition on {@code time}. */
    static final String INSIDE = "time >= fromUnixTimestamp64Milli({fromMillis:Int64}, 'UTC')"
            + " AND time < fromUnixTimestamp64Milli({toMillis:Int64}, 'UTC')";

    static Span whole(Window window) {
        return new Span(window.fromMillis(), window.toMillis(), window.toMillis() - window.fromMillis());
    }

    static Span buckets(Window window, long bucketMillis) {
        return new Span(window.fromMillis(), window.toMillis(), bucketMillis);
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("fromMillis", fromMillis);
        parameters.put("toMillis", toMillis);
        parameters.put("bucketMillis", bucketMillis);
        parameters.put("fromSeconds", fromMillis / MILLIS_PER_SECOND);
        return parameters;
    }
}
