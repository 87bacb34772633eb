// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Made-up profiles: which frames grew, and that chance grows none. */
class ProfileScorerTest {
    private static final Instant ALERT = Instant.ofEpochSecond(1_800_000_000);

    private static List<Finding> findings(Map<List<String>, Long> before, Map<List<String>, Long> now) {
        var profile = new Vitals.Profile("orders", before, now);
        var vitals = new Vitals(List.of(), List.of(), Set.of(), List.of(), List.of(profile), Set.of());
        var incident = new Incident(
                new Symptom("orders", FaultKind.LATENCY),
                new Frame(ALERT, ALERT.plusSeconds(300), List.of()),
                CallGraph.of(List.of()),
                Signals.of(new Metrics(List.of(), List.of(), List.of(), vitals)));
        return ProfileScorer.findings(incident);
    }

    private static List<String> stack(String frames) {
        return List.of(frames.split(" "));
    }

    @Test
    void theDeepestOfThoseThatGrewAlikeIsNamed() {
        List<Finding> found = findings(
                Map.of(stack("main serve parse"), 500L, stack("main serve check match"), 20L),
                Map.of(stack("main serve parse"), 250L, stack("main serve check match"), 300L));

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.operation()).isEqualTo("match");
            assertThat(finding.kind()).isEqualTo(FaultKind.CODE);
            assertThat(finding.value()).isBetween(.3, 1.0);
            assertThat(finding.sentence())
                    .isEqualTo("4 % -> 55 % of its processor time is spent in match (20 of 520 -> 300 of 550 samples)");
        });
    }

    @Test
    void whatGrewApartFromItIsNamedToo() {
        List<Finding> found = findings(
                Map.of(stack("main idle"), 980L, stack("main gc mark"), 10L, stack("main log write"), 10L),
                Map.of(stack("main idle"), 300L, stack("main gc mark"), 400L, stack("main log write"), 300L));

        assertThat(found).extracting(Finding::operation).containsExactly("mark", "write");
    }

    @Test
    void aFrameThatCallsItselfCountsOnce() {
        List<Finding> found = findings(
                Map.of(stack("main walk walk walk"), 300L, stack("main other"), 300L),
                Map.of(stack("main walk walk walk walk walk"), 300L, stack("main other"), 300L));

        assertThat(found).isEmpty();
    }

    @Test
    void fewSamplesTellNothing() {
        assertThat(findings(Map.of(stack("main a"), 99L), Map.of(stack("main b"), 5_000L)))
                .isEmpty();
    }

    /** The same shares of twenty stacks, drawn a hundred times. */
    @Test
    void chanceIsNoNews() {
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            assertThat(findings(drawn(random, 300), drawn(random, 300)))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    private static Map<List<String>, Long> drawn(Random random, int samples) {
        Map<List<String>, Long> stacks = new HashMap<>();
        for (int i = 0; i < samples; i++) {
            stacks.merge(List.of("main", "f" + random.nextInt(5), "g" + random.nextInt(4)), 1L, Long::sum);
        }
        return stacks;
    }
}
