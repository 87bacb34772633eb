// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HazardTest {
    @Test
    void aGuardThatGoesIsDangerous() {
        // When
        Hazard hazard = of("pay.go", "-if card == nil {\n-  return errNoCard\n-}\n charge(card)");

        // Then
        assertThat(hazard.value()).isGreaterThan(.8);
        assertThat(hazard.reason()).contains("guard");
    }

    @Test
    void aLimitThatGoesIsDangerous() {
        assertThat(of("query.go", "-SELECT id FROM events LIMIT 100\n+SELECT id FROM events")
                        .value())
                .isGreaterThan(.8);
    }

    @Test
    void aTimeoutThatShrinksALotIsDangerous() {
        assertThat(of("client.go", "-timeout: 2000\n+timeout: 50").value()).isGreaterThan(.8);
    }

    @Test
    void aNumberThatMovesALittleIsNot() {
        assertThat(of("client.go", "-timeout: 2000\n+timeout: 2200").value()).isLessThan(.5);
    }

    @Test
    void presentationBreaksNothing() {
        assertThat(of("web/theme.css", "-color: red\n+color: blue").value()).isLessThan(.1);
    }

    @Test
    void commentsBreakNothing() {
        assertThat(of("pay.go", "-// charges the card\n+// charges the card once")
                        .value())
                .isLessThan(.1);
    }

    private static Hazard of(String file, String diff) {
        return Hazard.of(new Changes.Commit("1", Instant.EPOCH, "change", List.of(file), diff));
    }
}
