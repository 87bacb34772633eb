// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two services are in the same trouble; one began it. */
class OrderTest {
    private static final int SHOPS = 40;
    private static final int STEPS_LATER = 6;

    @Test
    void whoBeganFirstComesFirst() {
        assertThat(right(Part.all())).isEqualTo(SHOPS);
        // What it is worth: the rest of the analysis can but guess.
        assertThat(right(EnumSet.complementOf(EnumSet.of(Part.ORDER)))).isLessThan(SHOPS * 3 / 4);
    }

    private static int right(Set<Part> parts) {
        int right = 0;
        for (int seed = 0; seed < SHOPS; seed++) {
            var shop = new Shop(seed);
            String first = shop.any();
            String second = another(shop, first);
            shop.busy(first, 70).busy(second, 70).later(second, STEPS_LATER);
            shop.slow("s0", .2);

            Answer answer = new CauseFinder(parts, Weights.DEFAULT).find(shop.incident(FaultKind.LATENCY));

            right += answer.ranked().getFirst().service().equals(first) ? 1 : 0;
        }
        return right;
    }

    /** Not on the same node, which would be to blame for both. */
    private static String another(Shop shop, String than) {
        String other = shop.any();
        boolean isBeside = shop.nodes().stream().anyMatch(on -> on.contains(than) && on.contains(other));
        return isBeside ? another(shop, than) : other;
    }

    @Test
    void saysWhoBeganBeforeWhomAndHowExactlyThatIsKnown() {
        var shop = new Shop(1);
        shop.busy("s3", 70).busy("s7", 70).later("s7", STEPS_LATER).slow("s0", .2);

        Answer answer = new CauseFinder().find(shop.incident(FaultKind.LATENCY));

        assertThat(lead(answer, "s3").sentence(id -> "shop " + id))
                .isEqualTo("began 60 s before shop s7 (give or take 10 s)");
        assertThat(lead(answer, "s7").sentence(id -> "shop " + id))
                .contains("60 s after shop s3", "60 s after users were hurt");
    }

    @Test
    void oneStepApartIsNoOrder() {
        var shop = new Shop(1);
        shop.busy("s3", 70).busy("s7", 70).later("s7", 1);

        Answer answer = new CauseFinder().find(shop.incident(FaultKind.LATENCY));

        assertThat(lead(answer, "s3").isPlain()).isFalse();
    }

    private static Lead lead(Answer answer, String service) {
        return answer.ranked().stream()
                .filter(cause -> cause.service().equals(service))
                .findFirst()
                .map(Cause::lead)
                .orElseThrow();
    }
}
