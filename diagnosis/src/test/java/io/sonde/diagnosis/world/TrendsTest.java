// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.diagnosis.world.Trends.Ends;
import io.sonde.diagnosis.world.Trends.Stretch;
import io.sonde.diagnosis.world.Trends.Trend;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendsTest {
    @Test
    void theEndOfAWindowAndThePastBeforeItInStretches() {
        // Given: nothing was measured from second 40 to 60
        Trends trends = Script.of(
                        "5  host-b/1 db     listens  10.0.0.5:5432",
                        "5  host-a/1 orders connects 10.0.0.5:5432 opened=3 closed=0.5x3",
                        "25 host-a/1 orders connects 10.0.0.5:5432 opened=4",
                        "65 host-a/1 orders runs     running=1",
                        "85 host-a/1 orders connects 10.0.0.5:5432 opened=5")
                .trends(0, 100);

        // When
        Trend trend = Optional.ofNullable(trends.edges().get(new Ends("orders", "db")))
                .orElseThrow();

        // Then
        assertThat(trend.past().stream().map(stretch -> stretch.traffic().opened()))
                .containsExactly(3L, 4L, 0L);
        assertThat(trend.past().getFirst().traffic().duration().seconds()).isEqualTo(0.5);
        assertThat(trend.recent().traffic().opened()).isEqualTo(5);
        assertThat(trend.recent().seconds()).isEqualTo(20);
    }

    /** What is kept of one look for the next must not be seen. */
    @ParameterizedTest
    @CsvSource({
        "395 host-a/1 orders connects 10.0.0.5:5432 opened=7",
        "395 host-a/1 orders connects 10.0.0.6:80 opened=7",
        "395 host-a/1 orders asks 10.0.0.5:5432 postgresql ok=0.002x5",
        "395 host-a/1 orders asks 10.0.0.5:5432 postgresql ok=0.3x50",
        "395 host-b/1 db2 listens 10.0.0.5:5432",
        "355 host-a/1 orders connects 10.0.0.5:5432 opened=3",
        "355 host-c/1 late connects 10.0.0.5:5432 opened=3"
    })
    void aSecondLookSeesTheSameAsAFirst(String more) {
        // Given
        Script script = Script.of(
                "95  host-b/1 db     listens  10.0.0.5:5432",
                "115 host-a/1 orders connects 10.0.0.5:5432 opened=3 closed=0.5x3",
                "135 host-a/1 orders asks     10.0.0.5:5432 postgresql ok=0.002x50",
                "345 host-a/1 orders connects 10.0.0.5:5432 opened=4",
                "391 host-a/1 orders connects 10.0.0.5:5432 opened=5");
        WorldHistory kept = new WorldHistory(Limits.DEFAULT, 0);
        int read = script.addTo(kept, 0);
        Trends first = kept.view().trends(Script.window(80, 400));
        script.and(more).addTo(kept, read);

        // When
        Trends second = kept.view().trends(Script.window(80, 400));

        // Then
        assertThat(second).isEqualTo(script.trends(80, 400)).isNotEqualTo(first);
    }

    /** Who is who is found out for the whole window, and compared are its last minutes all the same. */
    @Test
    void aLongWindowIsComparedWithTheSamePastAsAShortOne() {
        // Given
        WorldHistory history = new WorldHistory(Limits.DEFAULT, 0);
        Script.of(
                        "5   host-b/1 db     listens  10.0.0.5:5432",
                        "15  host-a/1 orders connects 10.0.0.6:80 opened=9",
                        "115 host-a/1 orders connects 10.0.0.5:5432 opened=3 closed=0.5x3",
                        "135 host-a/1 orders asks     10.0.0.5:5432 postgresql ok=0.002x50",
                        "391 host-a/1 orders connects 10.0.0.5:5432 opened=5")
                .addTo(history, 0);
        LiveView view = history.view();

        // When
        Trends trends = view.trends(Script.window(0, 400));

        // Then
        assertThat(view.world(Script.window(0, 400)).edges()).hasSize(2);
        assertThat(trends.edges()).containsOnlyKeys(new Ends("orders", "db"));
        assertThat(trends).isEqualTo(view.trends(Script.window(390, 400)));
    }

    @Test
    void aNodeSaysForHowLongItWasMeasuredAndWhoUsedIt() {
        // Given
        Trends trends = Script.of(
                        "5 host-a/1 orders connects 10.0.0.5:5432 opened=3",
                        "5 host-a/1 agent  runs     cpus=2 busy=8 idle=2",
                        "5 host-a/1 orders runs     running=1 cpu=1.5 delay=0.5",
                        "5 host-a/1 burner runs     running=1 cpu=6")
                .trends(0, 20);

        // When
        List<Trends.HostUse> hosts = trends.hosts();

        // Then
        assertThat(trends.edges().values().stream().map(Trend::recent).map(Stretch::seconds))
                .containsExactly(5.0);
        assertThat(hosts).hasSize(1);
        assertThat(hosts.getFirst().host().busyShare()).isEqualTo(0.8);
        assertThat(hosts.getFirst().services().stream()
                        .map(use -> use.service() + " " + use.cpu().cores() + " "
                                + use.cpu().waiting()))
                .containsExactly("burner 1.2 0.0", "orders 0.3 0.1");
    }

    @Test
    void theCpusOfAServiceInAWindowAndOverTime() {
        // Given
        Script script = Script.of(
                "5  host-a/1 agent  runs cpus=2 busy=8 idle=2",
                "5  host-a/1 orders runs running=1 cpu=1.5",
                "15 host-a/1 agent  runs cpus=2 busy=8 idle=2",
                "15 host-a/1 orders runs running=1 cpu=0.5",
                "5  host-b/1 pay    runs running=1 cpu=0.5");

        // When
        World world = script.world(0, 20);

        // Then
        assertThat(world.service("orders").orElseThrow().cpuCores()).isEqualTo(0.2);
        assertThat(world.service("pay").orElseThrow().cpuCores()).isNull();
        assertThat(script.timeline("orders", 0, 20).cpuCores()).containsExactly(0.3, 0.1);
    }

    @Test
    void whatAContainerMayUseAndWhatItsLimitKeepsFromIt() {
        // Given
        Script script = Script.of(
                "5  host-a/1 agent  runs cpus=2 busy=8 idle=2",
                "5  host-a/1 orders runs running=1 limit=500 memory=64 throttled=1.5",
                "15 host-a/1 agent  runs cpus=2 busy=8 idle=2",
                "15 host-a/1 orders runs running=1 limit=250 throttled=0.5",
                "15 host-a/1 free   runs running=1");

        // When
        World world = script.world(0, 20);

        // Then: the limit is the latest one, what it kept from the container a mean
        Allowance orders = allowance(world, "orders");
        assertThat(orders.cpus()).isEqualTo(0.25);
        assertThat(orders.heldBackCpus()).isEqualTo(0.2);
        assertThat(allowance(world, "free").cpus()).isNull();
        assertThat(allowance(world, "free").heldBackCpus()).isNull();
        assertThat(allowance(world, "free").memoryBytes()).isNull();
        assertThat(script.timeline("orders", 0, 20).cpuHeldBack()).containsExactly(0.3, 0.1);
    }

    private static Allowance allowance(World world, String service) {
        return world.service(service).orElseThrow().instances().getFirst().allowance();
    }
}
