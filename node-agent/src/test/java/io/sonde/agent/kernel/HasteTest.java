// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static io.sonde.agent.kernel.Turn.Rank.FIRST;
import static io.sonde.agent.kernel.Turn.Rank.LAST;
import static io.sonde.agent.kernel.Turn.Rank.LIKE_OTHERS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HasteTest {
    private static final long PATIENCE = Haste.SHORTEST_PATIENCE_NANOS;
    private static final long BEGINNING = Haste.BEGINNING_NANOS;
    private static final double LITTLE = 0.001;
    private static final double MUCH = 0.2;

    private final Set<Turn.Rank> forbidden = EnumSet.noneOf(Turn.Rank.class);
    private final List<Turn.Rank> taken = new ArrayList<>();
    private final Haste haste = new Haste(rank -> {
        taken.add(rank);
        return !forbidden.contains(rank);
    });

    @Test
    void comesLastWhileLittleWaitsButNotInTheBeginning() {
        haste.after(LITTLE, -BEGINNING);
        haste.after(LITTLE, -1);
        assertThat(haste.comesLast()).isFalse();
        haste.after(LITTLE, 0);
        haste.after(LITTLE, 1);

        // It has tried before whether it could come back.
        assertThat(taken).containsExactly(FIRST, LIKE_OTHERS, LAST);
    }

    @Test
    void doesNotGoWhereItCouldNotComeBackFrom() {
        forbidden.add(FIRST);

        haste.after(LITTLE, -BEGINNING);
        haste.after(LITTLE, 0);

        assertThat(taken).containsExactly(FIRST);
    }

    @Test
    void comesFirstFromFullUntilNearlyEmptyAndLastOnlyAWhileLater() {
        comeLast();

        haste.after(MUCH, 0);
        haste.after(0.1, 0);
        haste.after(LITTLE, 0);
        haste.after(LITTLE, PATIENCE - 1);
        haste.after(LITTLE, PATIENCE);

        assertThat(taken).containsExactly(FIRST, LIKE_OTHERS, LAST);
    }

    @Test
    void takesItsTurnLikeOthersWhileMoreWaits() {
        comeLast();

        haste.after(0.05, 0);
        haste.after(LITTLE, PATIENCE);

        assertThat(taken).containsExactly(LIKE_OTHERS, LAST);
    }

    @Test
    void somebodyElseHelpsItAndTheNextTimeItStaysAwayLonger() {
        comeLast();
        haste.late();
        haste.after(LITTLE, 0);
        haste.after(LITTLE, 2 * PATIENCE);
        haste.late();
        haste.after(LITTLE, 2 * PATIENCE);

        haste.after(LITTLE, 6 * PATIENCE - 1);
        assertThat(haste.comesLast()).isFalse();
        haste.after(LITTLE, 6 * PATIENCE);

        // By who helps, and by itself; then like others at once, since little waits.
        assertThat(taken).containsExactly(FIRST, FIRST, LIKE_OTHERS, LAST, FIRST, FIRST, LIKE_OTHERS, LAST);
    }

    @Test
    void hurriesForWorkThatSomebodyWaitsForAndGoesBackAtOnce() {
        comeLast();

        haste.hurry();
        haste.after(LITTLE, 0);

        assertThat(taken).containsExactly(LIKE_OTHERS, LAST);
    }

    @Test
    void guardHelpsOnlyAReaderThatDoesNotLookWhileItComesLast() {
        var guard = new ReaderGuard(haste);
        guard.looked();
        assertThat(guard.check(1)).isEqualTo(1);
        assertThat(taken).as("it does not come last").isEmpty();

        comeLast();
        guard.looked();
        assertThat(guard.check(1)).isEqualTo(2);
        assertThat(taken).as("it has looked").isEmpty();
        guard.check(2);

        assertThat(taken).containsExactly(FIRST);
    }

    /** At the moment 0. */
    private void comeLast() {
        haste.after(LITTLE, -BEGINNING);
        haste.after(LITTLE, 0);
        taken.clear();
    }
}
