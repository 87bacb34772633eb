// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.diagnosis.world.Requests;
import org.junit.jupiter.api.Test;

/** Of a service that is well, but whose callers get bad answers, it is said who is behind it. */
class HurtTest {
    private static final Requests WELL = http(200, 0, 0.01);
    private static final Requests A_THIRD_FAILS = http(200, 70, 0.01);
    private static final Requests SLOW = http(200, 0, 0.9);
    private static final Load CALLS = new Load().opened(40).bytes(9_000);
    private static final Load LOST = new Load().timedOut(40);

    @Test
    void whoAnswersErrorsBecauseOfAnotherIsHurtByHimHoweverFarHeIs() {
        // Given
        var shop = new Past()
                .asks("shoppers", "nginx", WELL, A_THIRD_FAILS)
                .asks("nginx", "orders", WELL, A_THIRD_FAILS)
                .edge("orders", "payments", CALLS, LOST);

        // When
        Judged judged = shop.judge();

        // Then
        assertThat(judged.hurt())
                .containsExactly(
                        "nginx by payments: 35 % of http requests to nginx fail (70 errors of the server and 0 without an answer, of 200) in the last 20 s.",
                        "orders by payments: 35 % of http requests to orders fail (70 errors of the server and 0 without an answer, of 200) in the last 20 s.");
        assertThat(judged.of("nginx")).isEqualTo(Status.OK);
    }

    @Test
    void whoIsLateBecauseAnotherIsSaysHowLate() {
        var shop = new Past().asks("shoppers", "nginx", WELL, SLOW).asks("nginx", "orders", WELL, SLOW);

        assertThat(shop.judge().hurt())
                .containsExactly(
                        "nginx by orders: Half of http requests to nginx take longer than 900 ms (before: 10 ms).");
    }

    @Test
    void whoAnswersWellAllTheSameIsNotHurt() {
        var shop = new Past().asks("shoppers", "nginx", WELL, WELL).edge("nginx", "payments", CALLS, LOST);

        assertThat(shop.judge().hurt()).isEmpty();
    }

    @Test
    void whoFailsByItselfIsNotHurt() {
        var shop = new Past().asks("shoppers", "nginx", WELL, A_THIRD_FAILS).asks("nginx", "orders", WELL, WELL);

        Judged judged = shop.judge();

        assertThat(judged.hurt()).isEmpty();
        assertThat(judged.of("nginx")).isEqualTo(Status.WARNING);
    }

    @Test
    void thoseWhoCallEachOtherAreNotToBlameForThemselves() {
        var shop = new Past()
                .asks("shoppers", "a", WELL, A_THIRD_FAILS)
                .asks("a", "b", WELL, A_THIRD_FAILS)
                .asks("b", "a", WELL, A_THIRD_FAILS)
                .edge("b", "db", CALLS, LOST);

        assertThat(shop.judge().hurt())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains(" by db: "));
    }

    private static Requests http(long count, long faults, double p50) {
        return new Requests("http", count, faults, faults, 0, p50, p50 * 1.5);
    }
}
