// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which time is judged against which. What comes before the alert is normal, except for stretches known to be disturbed
 * (incidents before this one); what comes from the alert on, until an end, is the incident.
 *
 * @param guard so much before the alert may belong to the incident
 */
public record Frame(Instant alert, Instant until, List<Stretch> disturbed, Duration guard) {
    /**
     * An alert may come late: this much time before it belongs to neither side for what is judged by its size, as long as
     * half of the history remains.
     */
    static final long GUARD_MILLIS = 120_000;

    public Frame(Instant alert, Instant until) {
        this(alert, until, List.of());
    }

    public Frame(Instant alert, Instant until, List<Stretch> disturbed) {
        this(alert, until, disturbed, Duration.ofMillis(GUARD_MILLIS));
    }

    boolean isBefore(long millis) {
        return millis < alert.toEpochMilli() && disturbed.stream().noneMatch(stretch -> stretch.contains(millis));
    }

    boolean isDuring(long millis) {
        return millis >= alert.toEpochMilli() && millis < until.toEpochMilli();
    }

    /** Whether it is far enough before the alert to be normal even where it came late. */
    boolean isGuarded(long millis) {
        return millis < alert.toEpochMilli() - guard.toMillis();
    }

    /** Whether it is far enough before the alert, and before earlier ones, to be normal even where alerts came late. */
    boolean isWellBefore(long millis) {
        return isGuarded(millis)
                && disturbed.stream().noneMatch(stretch -> stretch.containsOrFollows(millis, GUARD_MILLIS));
    }

    /** From when on it was found to be different: up to right before that it was not. */
    Frame from(Instant onset) {
        return new Frame(onset, until, disturbed, Duration.ofMillis(Slots.PIECE_MILLIS));
    }
}
