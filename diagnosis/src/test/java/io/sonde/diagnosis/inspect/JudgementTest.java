// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.diagnosis.world.Allowance;
import io.sonde.diagnosis.world.CpuUse;
import io.sonde.diagnosis.world.Edge;
import io.sonde.diagnosis.world.Failures;
import io.sonde.diagnosis.world.Instance;
import io.sonde.diagnosis.world.Mean;
import io.sonde.diagnosis.world.Service;
import io.sonde.diagnosis.world.Traffic;
import io.sonde.diagnosis.world.Trends;
import io.sonde.diagnosis.world.Window;
import io.sonde.diagnosis.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final Failures NO_FAILURES = new Failures(0, 0, 0, 0, 0);

    @Test
    void aQuarterRefusedIsCriticalForTargetAndEdgeAndNobodyElse() {
        World world = world(edge("orders", "postgres", traffic(154, new Failures(46, 0, 0, 0, 0), 0)));

        assertThat(ofEdge(world))
                .isEqualTo(new Verdict(
                        Status.CRITICAL, List.of("23 % of connections to postgres were refused (46 of 200).")));
        assertThat(ofService(world, "postgres")).isEqualTo(ofEdge(world));
        assertThat(ofService(world, "orders")).isEqualTo(Verdict.OK);
    }

    @Test
    void whoCallsAFailingExternalIsWarned() {
        World world = world(edge("orders", "external:192.0.2.1:443", traffic(18, new Failures(0, 12, 0, 0, 0), 0)));

        assertThat(ofService(world, "external:192.0.2.1:443").status()).isEqualTo(Status.CRITICAL);
        assertThat(ofService(world, "orders"))
                .isEqualTo(new Verdict(
                        Status.WARNING, List.of("40 % of connections to 192.0.2.1:443 timed out (12 of 30).")));
    }

    @Test
    void aTargetAnswersForTheSumOfItsCallers() {
        World world = world(
                edge("a", "postgres", traffic(1000, NO_FAILURES, 0)),
                edge("b", "postgres", traffic(0, new Failures(11, 0, 0, 0, 0), 0)));

        assertThat(ofService(world, "postgres").status()).isEqualTo(Status.WARNING);
    }

    @Test
    void eachReasonIsASentence() {
        World world = world(edge("a", "b", traffic(90, new Failures(4, 3, 2, 0, 1), 0)));

        assertThat(ofEdge(world).reasons())
                .containsExactly(
                        "4 % of connections to b were refused (4 of 100).",
                        "3 % of connections to b timed out (3 of 100).",
                        "2 % of connections to b found no route (2 of 100).",
                        "1 % of connections to b failed (1 of 100).");
    }

    @Test
    void twoFailuresSayLittle() {
        assertThat(ofEdge(world(edge("a", "b", traffic(0, new Failures(2, 0, 0, 0, 0), 0)))))
                .isEqualTo(Verdict.OK);
    }

    @Test
    void lessThanOneInAHundredIsNormal() {
        assertThat(ofEdge(world(edge("a", "b", traffic(1000, new Failures(9, 0, 0, 0, 0), 0)))))
                .isEqualTo(Verdict.OK);
    }

    @Test
    void frequentResetsAreAWarning() {
        assertThat(ofEdge(world(edge("a", "b", traffic(100, new Failures(0, 0, 0, 30, 0), 0)))))
                .isEqualTo(
                        new Verdict(Status.WARNING, List.of("30 % of connections to b were reset by it (30 of 100).")));
    }

    @Test
    void manyRetransmitsAreAWarning() {
        assertThat(ofEdge(world(edge("a", "b", traffic(100, NO_FAILURES, 60)))))
                .isEqualTo(new Verdict(
                        Status.WARNING, List.of("About 6 % of segments to and from b had to be sent again (60).")));
    }

    @Test
    void aServiceThatNothingWasSeenOfIsUnknown() {
        Service gone = new Service("gone", "gone", "java", "default", "", false, List.of());
        World world = new World(window(), List.of(gone), List.of(), List.of(), Map.of());

        assertThat(Judgement.of(world, Trends.NONE).of(gone).status()).isEqualTo(Status.UNKNOWN);
    }

    private static Verdict ofEdge(World world) {
        return Judgement.of(world, Trends.NONE).of(world.edges().getFirst());
    }

    private static Verdict ofService(World world, String id) {
        return Judgement.of(world, Trends.NONE).of(world.service(id).orElseThrow());
    }

    private static World world(Edge... edges) {
        List<Service> services = List.of(edges).stream()
                .flatMap(edge -> List.of(edge.source(), edge.target()).stream())
                .distinct()
                .map(JudgementTest::service)
                .toList();
        return new World(window(), services, List.of(edges), List.of(), Map.of());
    }

    private static Service service(String id) {
        if (id.startsWith("external:")) {
            return new Service(id, id.substring("external:".length()), "external", "", "", true, List.of());
        }
        Instance instance = new Instance(
                id, Map.of(), List.of(), null, new CpuUse(0, 0, 0), Allowance.NONE, Instant.EPOCH, Instant.EPOCH);
        return new Service(id, id, "process", "default", "", false, List.of(instance));
    }

    private static Edge edge(String source, String target, Traffic traffic) {
        return new Edge(source, target, traffic, List.of(80), List.of(), List.of());
    }

    /** 868,800 bytes are 600 full segments; with the opening and closing of 100 connections 1,000. */
    private static Traffic traffic(long opened, Failures failures, long retransmits) {
        return new Traffic(
                opened, opened, 0, failures, 868_800, 0, retransmits, new Mean(0, 0), new Mean(0, 0), new Mean(0, 0));
    }

    private static Window window() {
        return new Window(0, Window.STEP_MILLIS);
    }
}
