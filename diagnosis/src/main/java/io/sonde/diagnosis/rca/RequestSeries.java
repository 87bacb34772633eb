// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import org.jspecify.annotations.Nullable;

/**
 * What a service is asked and how it answers, one point per step of time, the same times in all three.
 *
 * @param latency mean seconds per request
 * @param errors share of requests, 0 to 1
 */
public record RequestSeries(String service, Points requests, Points latency, Points errors) {
    /** When it began to fail, or to be late; null where that cannot be told. */
    @Nullable
    Began began(boolean fails, Frame frame) {
        Points points = fails ? errors : latency;
        Sample calm = points.calm(frame);
        Sample during = points.during(frame);
        return calm.isEmpty() || during.isEmpty() ? null : Began.of(points, frame, calm.median(), during.quantile(.75));
    }
}
