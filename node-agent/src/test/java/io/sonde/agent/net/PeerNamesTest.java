// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PeerNamesTest {
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final PeerNames names = new PeerNames(2);

    @Test
    void theLastNameThatWasAskedForWins() {
        names.resolved("old.example", 0, 7, 60, 1);
        names.resolved("new.example", 0, 7, 60, 2);

        assertThat(names.nameOf(0, 7)).isEqualTo("new.example");
        assertThat(names.nameOf(1, 7)).isNull();
    }

    @Test
    void whatIsOldMakesRoomWhereThereIsNone() {
        names.resolved("a.example", 0, 1, 60, 1);
        names.resolved("b.example", 0, 2, 3 * HOUR, 1);
        names.resolved("c.example", 0, 3, 60, 2);
        assertThat(names.dropped()).isEqualTo(1);

        names.resolved("c.example", 0, 3, 60, HOUR);

        assertThat(names.nameOf(0, 1)).isNull();
        assertThat(names.nameOf(0, 2)).isEqualTo("b.example");
        assertThat(names.nameOf(0, 3)).isEqualTo("c.example");
        assertThat(names.size()).isEqualTo(2);
    }
}
