// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import java.time.Duration;

/**
 * When it is the reader's turn. While little waits it comes last: who wakes up takes its processor at once, so that no
 * request waits for the reader. While a ring fills up it comes first: what it is late for is lost.
 *
 * <p>A thread that comes last may get no processor at all on a crowded host, and cannot see that: {@link ReaderGuard} does.
 * Then it catches up first, and for a while it takes its turn like everybody. On the reader's thread, but for {@link #late}.
 */
final class Haste {
    private static final double CROWDED = 1.0 / 8;
    /** What 10,000 requests/s leave in a ring in 20 ms. */
    private static final double BUSY = 1.0 / 32;

    private static final double CALM = 1.0 / 64;
    static final long SHORTEST_PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();
    /** While its code is not compiled everything takes it longer. */
    static final long BEGINNING_NANOS = Duration.ofSeconds(2).toNanos();

    private static final long LONGEST_PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Turn turn;
    private Turn.Rank rank = Turn.Rank.LIKE_OTHERS;
    private boolean tried;
    private boolean mayComeLast;
    private long patienceNanos = SHORTEST_PATIENCE_NANOS;
    /** Until then it does not come last. */
    private long untilNanos;

    private volatile boolean late;

    Haste(Turn turn) {
        this.turn = turn;
    }

    /** After a look that found a ring that full, before what was found is handled. */
    void after(double fill, long now) {
        begin(now);
        if (late) {
            late = false;
            longer(now);
            change(Turn.Rank.FIRST);
        }
        Turn.Rank next = next(fill, now);
        if (next != rank) {
            change(next);
        }
    }

    /** Where it could not come back from the last place it does not go there. */
    private void begin(long now) {
        if (!tried) {
            tried = true;
            mayComeLast = turn.take(Turn.Rank.FIRST) && turn.take(Turn.Rank.LIKE_OTHERS);
            untilNanos = now + BEGINNING_NANOS;
        }
    }

    private Turn.Rank next(double fill, long now) {
        if (fill > CROWDED || (rank == Turn.Rank.FIRST && fill >= CALM)) {
            untilNanos = now + patienceNanos;
            return Turn.Rank.FIRST;
        }
        if (fill > BUSY) {
            untilNanos = now + patienceNanos;
            return Turn.Rank.LIKE_OTHERS;
        }
        if (rank == Turn.Rank.LAST) {
            return rank;
        }
        return fill < CALM && mayComeLast && now - untilNanos >= 0 ? Turn.Rank.LAST : Turn.Rank.LIKE_OTHERS;
    }

    /** Before work that somebody waits for, however little is in the rings. */
    void hurry() {
        if (rank == Turn.Rank.LAST) {
            change(Turn.Rank.LIKE_OTHERS);
        }
    }

    /** A host that stays crowded is not tried each second. */
    private void longer(long now) {
        boolean again = now - untilNanos < LONGEST_PATIENCE_NANOS;
        patienceNanos = again ? Math.min(2 * patienceNanos, LONGEST_PATIENCE_NANOS) : SHORTEST_PATIENCE_NANOS;
        untilNanos = now + patienceNanos;
    }

    private void change(Turn.Rank to) {
        rank = to;
        boolean ignored = turn.take(to);
    }

    boolean comesLast() {
        return rank == Turn.Rank.LAST;
    }

    /** By another thread, which saw that the reader does not get on. */
    void late() {
        late = true;
        boolean ignored = turn.take(Turn.Rank.FIRST);
    }
}
