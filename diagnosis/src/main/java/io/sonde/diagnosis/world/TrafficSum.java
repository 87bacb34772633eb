// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.Arrays;

/** Adds up flows into one {@link Traffic}. */
final class TrafficSum {
    private static final Measure[] FLOW_MEASURES = {
        Measure.OPENED,
        Measure.CLOSED,
        Measure.REFUSED,
        Measure.TIMED_OUT,
        Measure.UNREACHABLE,
        Measure.RESET,
        Measure.OTHER,
        Measure.SENT,
        Measure.RECEIVED,
        Measure.RETRANSMITS,
        Measure.ACTIVE,
        Measure.RTT,
        Measure.CONNECT
    };

    private final long[] sums = new long[Measure.CELLS_PER_SUBJECT];
    private final long[] nanos = new long[Measure.CELLS_PER_SUBJECT];

    /** Whether anything happened on a flow, or a connection was open. */
    static boolean isBusy(Cells cells, int subject) {
        for (Measure measure : FLOW_MEASURES) {
            int cell = measure.cellOf(subject);
            if ((measure == Measure.ACTIVE ? cells.second(cell) : cells.first(cell)) != 0) {
                return true;
            }
        }
        return false;
    }

    void clear() {
        Arrays.fill(sums, 0);
        Arrays.fill(nanos, 0);
    }

    /** What the accepting side sends is what the source receives. */
    void add(Cells cells, int subject, boolean fromServerSide, long freshSince) {
        for (Measure measure : FLOW_MEASURES) {
            int cell = measure.cellOf(subject);
            int into = (fromServerSide ? swapped(measure) : measure).position;
            switch (measure.fold) {
                case MEAN -> {
                    sums[into] += cells.first(cell);
                    nanos[into] += cells.second(cell);
                }
                case LAST -> sums[into] += cells.first(cell) >= freshSince ? cells.second(cell) : 0;
                case SUM -> sums[into] += cells.first(cell);
                case SIGHTING, SPAN -> throw new IllegalStateException("BUG: not of a flow: " + measure);
            }
        }
    }

    void add(TrafficSum other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
            nanos[i] += other.nanos[i];
        }
    }

    Traffic toTraffic() {
        return new Traffic(
                sum(Measure.OPENED),
                sum(Measure.CLOSED),
                sum(Measure.ACTIVE),
                failures(),
                sum(Measure.SENT),
                sum(Measure.RECEIVED),
                sum(Measure.RETRANSMITS),
                mean(Measure.RTT),
                mean(Measure.CONNECT),
                mean(Measure.CLOSED));
    }

    long sum(Measure measure) {
        return sums[measure.position];
    }

    long nanos(Measure measure) {
        return nanos[measure.position];
    }

    private Mean mean(Measure measure) {
        long count = sums[measure.position];
        long time = nanos[measure.position];
        return count == 0 && time == 0 ? Mean.NONE : new Mean(count, time);
    }

    /** Nearly always the one of nothing: there are fifteen of it for each edge that is compared with its past. */
    private Failures failures() {
        boolean none = (sum(Measure.REFUSED)
                        | sum(Measure.TIMED_OUT)
                        | sum(Measure.UNREACHABLE)
                        | sum(Measure.RESET)
                        | sum(Measure.OTHER))
                == 0;
        return none
                ? Failures.NONE
                : new Failures(
                        sum(Measure.REFUSED),
                        sum(Measure.TIMED_OUT),
                        sum(Measure.UNREACHABLE),
                        sum(Measure.RESET),
                        sum(Measure.OTHER));
    }

    private static Measure swapped(Measure measure) {
        return switch (measure) {
            case SENT -> Measure.RECEIVED;
            case RECEIVED -> Measure.SENT;
            default -> measure;
        };
    }
}
