// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import io.sonde.diagnosis.world.Failures;
import io.sonde.diagnosis.world.Mean;
import io.sonde.diagnosis.world.Traffic;

/** What runs over an edge in one stretch. */
record Load(long openedCount, long held, long lost, long noRoute, long sent, double lastingSeconds, double rttSeconds) {
    private static final double NANOS_PER_SECOND = 1e9;

    Load() {
        this(0, 0, 0, 0, 0, 0, 0);
    }

    Load opened(long count) {
        return new Load(count, held, lost, noRoute, sent, lastingSeconds, rttSeconds);
    }

    Load active(long count) {
        return new Load(openedCount, count, lost, noRoute, sent, lastingSeconds, rttSeconds);
    }

    Load timedOut(long count) {
        return new Load(openedCount, held, count, noRoute, sent, lastingSeconds, rttSeconds);
    }

    Load unreachable(long count) {
        return new Load(openedCount, held, lost, count, sent, lastingSeconds, rttSeconds);
    }

    Load bytes(long count) {
        return new Load(openedCount, held, lost, noRoute, count, lastingSeconds, rttSeconds);
    }

    Load lasting(double seconds) {
        return new Load(openedCount, held, lost, noRoute, sent, seconds, rttSeconds);
    }

    Load roundTrip(double seconds) {
        return new Load(openedCount, held, lost, noRoute, sent, lastingSeconds, seconds);
    }

    Traffic traffic() {
        long closed = lastingSeconds == 0 ? 0 : openedCount;
        return new Traffic(
                openedCount,
                closed,
                held,
                new Failures(0, lost, noRoute, 0, 0),
                sent,
                sent,
                0,
                mean(rttSeconds == 0 ? 0 : 10, rttSeconds),
                mean(0, 0),
                mean(closed, lastingSeconds));
    }

    private static Mean mean(long count, double seconds) {
        return new Mean(count, (long) (count * seconds * NANOS_PER_SECOND));
    }
}
