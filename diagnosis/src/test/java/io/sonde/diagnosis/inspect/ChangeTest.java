// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.diagnosis.world.CpuUse;
import io.sonde.diagnosis.world.Host;
import io.sonde.diagnosis.world.Trends.HostUse;
import io.sonde.diagnosis.world.Trends.ServiceUse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a shop in which something is different from five minutes ago, and of whom nothing is said. */
class ChangeTest {
    private static final Load REQUESTS = new Load().opened(40).lasting(0.01).bytes(4_000);
    private static final Load POOL = new Load().opened(1).active(3).bytes(9_000);

    @Test
    void whoTakesLongerIsNamedAndNotWhoWaitsForHim() {
        // Given
        var shop = new Past()
                .edge("shoppers", "nginx", REQUESTS, REQUESTS.lasting(1.53))
                .edge("nginx", "orders", REQUESTS, REQUESTS.lasting(1.52))
                .edge("orders", "payments", REQUESTS, REQUESTS.lasting(1.51))
                .edge("payments", "postgres", POOL, POOL);

        // When
        Judged judged = shop.judge();

        // Then
        assertThat(judged.edges())
                .containsExactly("orders -> payments: Connections to payments last 1.5 s (before: 10 ms).");
        assertThat(judged.services()).containsExactly("payments: Connections to payments last 1.5 s (before: 10 ms).");
    }

    @Test
    void whoIsAskedMuchMoreMayBeSlower() {
        var shop = new Past()
                .edge("shoppers", "nginx", REQUESTS, REQUESTS.opened(400).lasting(0.6));

        Judged judged = shop.judge();

        assertThat(judged.edges())
                .containsExactly(
                        "shoppers -> nginx: 10 times as often as before: shoppers connects to nginx 20/s (before: 2/s).");
        assertThat(judged.services()).isEmpty();
    }

    @Test
    void aSurgeIsSaidWhereItBegins() {
        var shop = new Past()
                .edge("shoppers", "nginx", REQUESTS, REQUESTS.opened(400))
                .edge("nginx", "orders", REQUESTS, REQUESTS.opened(400));

        assertThat(shop.judge().edges()).hasSize(1).first().asString().startsWith("shoppers -> nginx");
    }

    @Test
    void aPoolThatIsHeldAndNotUsedIsItsOwnersFault() {
        // Given
        var shop = new Past()
                .edge("orders", "payments", REQUESTS, REQUESTS.lasting(1))
                .edge("payments", "postgres", POOL, new Load().active(8));

        // When
        Judged judged = shop.judge();

        // Then
        String sentence =
                "payments holds 8 connections to postgres and uses none of them, although it is still asked: they are taken and not given back.";
        assertThat(judged.edges()).containsExactly("payments -> postgres: " + sentence);
        assertThat(judged.services()).containsExactly("payments: " + sentence);
    }

    @Test
    void whoIsNotAskedAnyMoreMayRest() {
        var shop = new Past()
                .edge("orders", "payments", REQUESTS, new Load())
                .edge("payments", "bank", REQUESTS, new Load())
                .edge("payments", "postgres", POOL, new Load().active(8));

        assertThat(shop.judge().edges()).isEmpty();
    }

    @Test
    void aWayThatIsLongForAllIsItsTargetsAndOnlyIts() {
        // Given
        Load near = POOL.roundTrip(0.0001);
        var shop = new Past()
                .edge("nginx", "storefront", REQUESTS, REQUESTS.lasting(2.5))
                .edge("storefront", "redis", near, near.roundTrip(0.9))
                .edge("payments", "redis", near, near.roundTrip(1.1));

        // When
        Judged judged = shop.judge();

        // Then
        assertThat(judged.edges())
                .containsExactly(
                        "payments -> redis: Packets to redis are acknowledged after 1.1 s (before: 0.1 ms).",
                        "storefront -> redis: Packets to redis are acknowledged after 900 ms (before: 0.1 ms).");
        assertThat(judged.services()).hasSize(1).first().asString().startsWith("redis: ");
    }

    @Test
    void whoAsksElsewhereIsSaidToHaveFallenSilent() {
        // Given
        var shop = new Past()
                .edge("nginx", "orders", REQUESTS, REQUESTS.lasting(3))
                .edge("orders", "payments", REQUESTS, new Load())
                .edge("orders", "external:10.0.0.66:80", new Load(), new Load().unreachable(20));

        // When
        Judged judged = shop.judge();

        // Then
        assertThat(judged.edges())
                .containsExactly(
                        "orders -> external:10.0.0.66:80: 100 % of connections to 10.0.0.66:80 found no route (20 of 20).",
                        "orders -> payments: orders connects to payments no longer (before: 2/s), although it is still asked.");
        assertThat(judged.services())
                .containsExactly(
                        "external:10.0.0.66:80: 100 % of connections to 10.0.0.66:80 found no route (20 of 20).",
                        "orders: 100 % of connections to 10.0.0.66:80 found no route (20 of 20).");
    }

    @Test
    void aTargetThatOthersReachIsNotToBlameForLostPackets() {
        // Given
        var shop = new Past()
                .edge("orders", "postgres", POOL, new Load().timedOut(20))
                .edge("payments", "postgres", POOL.opened(5), POOL.opened(5));

        // When
        Judged judged = shop.judge();

        // Then
        assertThat(judged.services())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("orders: ")
                .endsWith("the fault is on the way.");
    }

    @Test
    void aTargetThatOthersReachOnlySlowlyIsNotAcquittedByThem() {
        // Given
        Load near = POOL.roundTrip(0.0001);
        var shop = new Past()
                .edge("payments", "redis", near, new Load().timedOut(20))
                .edge("storefront", "redis", near, near.roundTrip(0.9));

        // When
        Judged judged = shop.judge();

        // Then
        assertThat(judged.services())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("redis: ")
                .contains("timed out");
    }

    @Test
    void whoAnswersNothingBecauseHeWaitsIsNotAccused() {
        // Given
        var shop = new Past()
                .edge("storefront", "orders", REQUESTS, new Load().opened(4))
                .edge("orders", "postgres", POOL, new Load().timedOut(20))
                .edge("payments", "postgres", POOL.opened(5), POOL.opened(5));

        // When
        Judged judged = shop.judge();

        // Then
        assertThat(judged.edges()).hasSize(1).first().asString().startsWith("orders -> postgres: ");
    }

    @Test
    void whoUsesTheCpusThatOthersWaitForIsNamed() {
        // Given
        var burner = new ServiceUse("burner", new CpuUse(18_000, 1_000, 10_000));
        var orders = new ServiceUse("orders", new CpuUse(1_500, 4_000, 10_000));
        var host = new HostUse(new Host("id", "node-1", 19_800, 200, 2), List.of(burner, orders));
        var shop = new Past()
                .on(host)
                .edge("nginx", "orders", REQUESTS, REQUESTS.lasting(0.5))
                .lone("burner");

        // When
        Judged judged = shop.judge();

        // Then: orders is slow for want of a CPU
        assertThat(judged.edges()).isEmpty();
        assertThat(judged.services())
                .containsExactly(
                        "burner: burner uses 1.8 of the 2 CPUs of node-1, which are 99 % busy; orders wait for them (0.4 threads of others at any time).");
    }

    @Test
    void aFreshServiceHasNoPastToBeComparedWith() {
        assertThat(new Past()
                        .edge("a", "b", new Load(), REQUESTS.lasting(9))
                        .judge()
                        .edges())
                .isEmpty();
    }
}
