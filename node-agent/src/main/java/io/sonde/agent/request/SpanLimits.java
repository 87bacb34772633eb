// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import java.time.Duration;

/**
 * Of which requests spans are sent.
 *
 * @param on whether of any
 * @param share of ordinary requests, 0 to 1; lowered by itself where there are too many
 * @param slow what takes so long is always kept, as long as there is room
 * @param timesUsual what takes so many times as long as is usual for its kind is kept as well; 0: nobody compares
 * @param perSecond most ordinary ones in a second, and most of those that failed or were slow
 * @param perSecondAndService the same of one service
 * @param waiting most spans that wait for the next report
 */
public record SpanLimits(
        boolean on, double share, Duration slow, int timesUsual, int perSecond, int perSecondAndService, int waiting) {
    public static final SpanLimits OFF = new SpanLimits(false, 0, Duration.ofHours(1), 0, 1, 1, 1);
}
