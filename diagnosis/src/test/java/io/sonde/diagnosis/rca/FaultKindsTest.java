// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults of each kind in shops of all shapes: none of them is known to the analysis, so none can be fitted to. */
class FaultKindsTest {
    private static final int SHOPS = 40;

    /** Breaks a shop, and says who is to blame. */
    interface Fault {
        String in(Shop shop);
    }

    private static Arguments latency(FaultKind kind, String name, Fault fault) {
        return Arguments.of(kind, name, FaultKind.LATENCY, fault);
    }

    private static Arguments errors(FaultKind kind, String name, Fault fault) {
        return Arguments.of(kind, name, FaultKind.ERRORS, fault);
    }

    /** One that is slow, and has a sign worse than usual. */
    private static Fault slow(VitalSign sign, double usual, double worse) {
        return shop -> {
            String broken = shop.any();
            shop.slow(broken, .2 * shop.severity()).vital(sign, broken, usual, worse * shop.severity());
            return broken;
        };
    }

    static Stream<Arguments> faults() {
        return Stream.concat(ofItself(), ofOthers());
    }

    private static Stream<Arguments> ofItself() {
        return Stream.of(
                latency(FaultKind.DISK, "busy disk", slow(VitalSign.DISK_BUSY, .1, .5)),
                latency(FaultKind.DISK, "slow disk", slow(VitalSign.DISK_SECONDS, .002, .04)),
                latency(FaultKind.NAMES, "slow names", slow(VitalSign.NAME_SECONDS, .002, .5)),
                latency(FaultKind.GC, "garbage", shop -> {
                    String broken = shop.any();
                    shop.slow(broken, .2 * shop.severity())
                            .busy(broken, 60)
                            .vital(VitalSign.GC_SHARE, broken, .01, .2 * shop.severity())
                            .vital(VitalSign.HEAP_SHARE, broken, .4, .42);
                    return broken;
                }),
                latency(FaultKind.MEMORY, "leak", shop -> {
                    String broken = shop.any();
                    shop.slow(broken, .2 * shop.severity())
                            .busy(broken, 60)
                            .vital(VitalSign.GC_SHARE, broken, .01, .2 * shop.severity())
                            .vital(VitalSign.HEAP_SHARE, broken, .4, .95);
                    return broken;
                }),
                errors(FaultKind.MEMORY, "out of memory", shop -> {
                    String broken = shop.any();
                    shop.fails(broken, .1 * shop.severity())
                            .vital(VitalSign.OOM_KILLS, broken, 0, .5 * shop.severity());
                    return broken;
                }),
                latency(FaultKind.DISK, "busy disk that empties the pools of those who wait", shop -> {
                    String broken = shop.any();
                    shop.slow(broken, .2 * shop.severity()).vital(VitalSign.DISK_BUSY, broken, .1, .5);
                    shop.callers(broken).forEach(caller -> shop.vital(VitalSign.POOL_SECONDS, caller, .001, .3));
                    return broken;
                }),
                latency(FaultKind.LOCK, "locks", slow(VitalSign.LOCK_SECONDS, .001, .2)),
                latency(FaultKind.POOL, "pool", slow(VitalSign.POOL_SECONDS, .001, .2)),
                latency(FaultKind.CPU, "throttled", slow(VitalSign.THROTTLED, .01, .4)),
                latency(FaultKind.CPU, "waits for others", slow(VitalSign.STOLEN, .01, .3)),
                latency(FaultKind.NETWORK, "loss", slow(VitalSign.RETRANSMITTED, .001, .05)));
    }

    private static Stream<Arguments> ofOthers() {
        return Stream.of(
                errors(FaultKind.CERTIFICATE, "certificate", shop -> {
                    String broken = shop.any();
                    shop.fails(broken, .4).vital(VitalSign.CERTIFICATE_FAILURES, broken, 0, .4 * shop.severity());
                    return broken;
                }),
                errors(FaultKind.NAMES, "names that fail", shop -> {
                    String broken = shop.any();
                    shop.fails(broken, .3).vital(VitalSign.NAME_FAILURES, broken, .001, .3 * shop.severity());
                    return broken;
                }),
                latency(FaultKind.SURGE, "surge", shop -> {
                    String broken = shop.any();
                    shop.slow(broken, .2 * shop.severity())
                            .busy(broken, 75)
                            .vital(VitalSign.DEMAND, broken, 10, 30 * shop.severity());
                    return broken;
                }),
                errors(FaultKind.EXTERNAL, "provider", shop -> {
                    String broken = shop.any();
                    shop.external(broken).fails(broken, .2 * shop.severity());
                    return broken;
                }),
                errors(FaultKind.NODE, "node", shop -> {
                    String broken = shop.anyNode();
                    shop.on(broken).forEach(service -> shop.fails(service, .2 * shop.severity()));
                    shop.vital(VitalSign.SILENT, broken, 0, 1);
                    return broken;
                }),
                latency(FaultKind.NODE, "node that says nothing of itself", shop -> {
                    String broken = shop.anyNode();
                    shop.on(broken)
                            .forEach(service ->
                                    shop.slow(service, .2 * shop.severity()).vital(VitalSign.STOLEN, service, .01, .2));
                    return broken;
                }));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("faults")
    void namesWhoAndWhat(FaultKind kind, String name, FaultKind trouble, Fault fault) {
        List<String> wrong = new ArrayList<>();
        for (int seed = 0; seed < SHOPS; seed++) {
            // Given
            var shop = new Shop(seed);
            String broken = fault.in(shop);

            // When
            Answer answer = new CauseFinder().find(shop.incident(trouble));

            boolean right = answer.conclusion() == Answer.Conclusion.CAUSE
                    && answer.ranked().getFirst().service().equals(broken)
                    && answer.ranked().getFirst().kinds().getFirst() == kind;
            if (!right) {
                wrong.add("shop " + seed + ": " + broken + ", not "
                        + answer.ranked().stream().limit(2).toList());
            }
        }

        // Then
        assertThat(wrong).isEmpty();
    }

    @Test
    void isSilentInShopsWhereNothingIsBroken() {
        for (int seed = 0; seed < SHOPS; seed++) {
            // Given
            var shop = new Shop(seed);
            for (VitalSign sign : VitalSign.values()) {
                shop.vital(sign, shop.any(), .01, .01);
            }

            // When
            Answer answer = new CauseFinder().find(shop.incident(FaultKind.LATENCY));

            // Then
            // A step that stands out by chance may leave it open; nobody may be accused for it.
            assertThat(answer.conclusion()).as("shop %d", seed).isNotEqualTo(Answer.Conclusion.CAUSE);
        }
    }
}
