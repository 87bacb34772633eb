// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shop of {@code demo/}: its map is right, and each of its faults shows where it is and nowhere else, is named when somebody
 * asks the service in front for the cause, and goes again.
 * {@code -Ddemo.faults=all} runs all of them, {@code -Ddemo.faults=slow,killed} some; by default a few.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoEndToEndTest {
    private static final Set<String> MAP = Set.of(
            "shoppers -> nginx",
            "nginx -> storefront",
            "nginx -> orders",
            "nginx -> payments",
            "storefront -> redis",
            "storefront -> orders",
            "orders -> postgres",
            "orders -> payments",
            "payments -> postgres",
            "payments -> redis",
            "payments -> bank.mjs",
            "settlement -> postgres",
            "nginx -> dns",
            "storefront -> dns",
            "orders -> dns",
            "payments -> dns",
            "settlement -> dns");

    /** Those that need no past come first: meanwhile it gathers. */
    private static final List<Fault> FAULTS = List.of(
            Fault.named("refused")
                    .causedBy("payments", "unavailable")
                    .at("orders -> payments", "were refused")
                    .at("payments", "were refused")
                    .perhapsAt("nginx -> payments"),
            Fault.named("closed-early")
                    .causedBy("storefront", "closesEarly")
                    .at("nginx -> storefront", "were reset")
                    .at("storefront", "were reset"),
            Fault.named("dns-wrong")
                    .causedBy("dns", "nameService")
                    .at("orders -> external:payments.shop.internal:8080", "found no route")
                    .at("external:payments.shop.internal:8080", "found no route")
                    .at("orders", "found no route")
                    .perhapsAt(
                            "nginx",
                            "nginx -> external:payments.shop.internal:8080",
                            "orders -> payments",
                            "nginx -> payments"),
            Fault.named("dropped")
                    .causedBy("orders -> postgres", "network")
                    .at("orders -> postgres", "timed out")
                    .at("orders", "Others reach it"),
            Fault.named("killed")
                    .causedBy("orders", "crash")
                    .at("nginx -> orders", "were refused")
                    .at("orders", "killed by a signal")
                    .perhapsAt("storefront -> orders"),
            Fault.named("slow")
                    .causedBy("payments", "latency")
                    .againstPast()
                    .at("orders -> payments", "last 1")
                    .at("payments", "last 1")
                    .perhapsAt("nginx -> payments"),
            Fault.named("pool-exhausted")
                    .causedBy("payments", "pool")
                    .againstPast()
                    .at("payments -> postgres", "uses none of them")
                    .at("payments", "uses none of them")
                    .perhapsAt("orders -> payments", "nginx -> payments"),
            Fault.named("congested")
                    .causedBy("redis", "network")
                    .againstPast()
                    .at("storefront -> redis", "acknowledged after")
                    .at("redis", "redis")
                    .perhapsAt("payments -> redis", "storefront", "payments"),
            Fault.named("surge")
                    .causedBy("shoppers", "overload")
                    .againstPast()
                    .at("shoppers -> nginx", "times as often"),
            Fault.named("cpu-burner")
                    .causedBy("burner", "noisyNeighbour")
                    .againstPast()
                    .at("burner", "CPUs"));

    /** One that is counted, one of the connections themselves, one that shows only against the past: half a minute each. */
    private static final List<String> QUICK = List.of("refused", "killed", "slow");

    // The aim is half a minute; the rest is for a busy machine.
    private static final Duration SHOWN_LIMIT = Duration.ofSeconds(60);
    // What is accused for a moment only is accused as well.
    private static final Duration HELD = Duration.ofSeconds(4);
    private static final Duration HEALED_LIMIT = Duration.ofSeconds(90);
    private static final Duration PAST_LIMIT = Duration.ofMinutes(3);
    private static final int PAST_BUCKETS = 9;
    private static final long STEP_SECONDS = 10;

    @TempDir
    static Path directory;

    private final Instant begin = Instant.now();
    private Stack stack;
    private Shop shop;

    static Stream<Fault> faults() {
        String wanted = System.getProperty("demo.faults", String.join(",", QUICK));
        List<String> names = Arrays.asList(wanted.split(","));
        return FAULTS.stream().filter(fault -> wanted.equals("all") || names.contains(fault.name()));
    }

    @BeforeAll
    void start() {
        Privileges.require();
        if (!Shop.canRun()) {
            System.out.println("SKIPPED: programs of the shop are missing, demo/packages.sh installs them");
        }
        Assumptions.assumeTrue(Shop.canRun(), "programs of the shop are missing");
        stack = new Stack(directory.resolve("data"));
        stack.startAgent();
        shop = new Shop(directory);
    }

    @AfterAll
    void stop() {
        if (shop != null) {
            shop.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    /** Also after one that was not shown or not told: the next one has the shop for itself. */
    @AfterEach
    void heal() {
        shop.heal();
        await().atMost(HEALED_LIMIT).until(() -> recently().unwell().isEmpty());
    }

    @Test
    @Order(1)
    void theMapIsTheShop() {
        await().atMost(SHOWN_LIMIT)
                .untilAsserted(() -> assertThat(map(begin).edges()).isEqualTo(MAP));
    }

    @Test
    @Order(2)
    void whoeverAsksWithoutAFaultIsToldSo() {
        await().atMost(SHOWN_LIMIT)
                .untilAsserted(() -> assertThat(why(Instant.now().minusSeconds(2 * STEP_SECONDS))
                                .path("conclusion")
                                .asText())
                        .isEqualTo("noFault"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Order(3)
    void eachFaultShowsWhereItIsAndGoesAgain(Fault fault) {
        // Given
        if (fault.needsPast()) {
            awaitPast();
        }

        // When
        Instant on = Instant.now();
        shop.fault(fault.name());

        // Then
        await().atMost(SHOWN_LIMIT)
                .during(HELD)
                .untilAsserted(() -> assertThat(map(on).unwell())
                        .allSatisfy((where, said) -> assertThat(fault.explains(where))
                                .as("%s is accused of %s: %s", where, fault, said)
                                .isTrue())
                        .satisfies(unwell -> fault.symptoms()
                                .forEach((where, sentence) -> assertThat(unwell.getOrDefault(where, ""))
                                        .as(where)
                                        .contains(sentence))));
        long shownSeconds = Duration.between(on, Instant.now()).minus(HELD).toSeconds();

        // When, Then
        await().atMost(SHOWN_LIMIT).untilAsserted(() -> {
            JsonNode answer = why(on);
            assertThat(cause(answer))
                    .as(answer.path("report").path("markdown").asText())
                    .isEqualTo(fault.cause());
        });
        long toldSeconds = Duration.between(on, Instant.now()).minus(HELD).toSeconds();

        // When
        shop.heal();

        // Then
        Instant healed = Instant.now();
        await().atMost(HEALED_LIMIT)
                .untilAsserted(() -> assertThat(recently().unwell()).isEmpty());
        System.out.printf(
                "fault %s: shown after %d s, its cause told after %d s, gone %d s after it was healed%n",
                fault,
                shownSeconds,
                toldSeconds,
                Duration.between(healed, Instant.now()).toSeconds());
    }

    /** Asked from the service in front of all. */
    private JsonNode why(Instant from) {
        return stack.post("/api/v1/causes", Map.of("service", Shop.PREFIX + "-nginx", "from", from.toString()));
    }

    private static String cause(JsonNode answer) {
        JsonNode first = answer.path("causes").path(0);
        String who = first.path("infrastructure").isNull()
                ? first.path("service").asText()
                : first.path("infrastructure").path("source").asText() + " -> "
                        + first.path("infrastructure").path("target").asText();
        String said =
                who.replace(Shop.PREFIX + "-", "") + ": " + first.path("kind").asText();
        String conclusion = answer.path("conclusion").asText();
        return switch (conclusion) {
            case "cause" -> said;
            case "noFault" -> conclusion;
            default -> conclusion + " " + said;
        };
    }

    private void awaitPast() {
        await().atMost(PAST_LIMIT).until(() -> {
            var opened = stack.get("/api/v1/services/" + Shop.PREFIX + "-payments?from=" + begin)
                    .path("timeline")
                    .path("inbound")
                    .path("opened");
            long measured = 0;
            for (var bucket : opened) {
                measured += bucket.asLong() > 0 ? 1 : 0;
            }
            return measured >= PAST_BUCKETS;
        });
    }

    private ShopMap recently() {
        return map(Instant.now().minusSeconds(2 * STEP_SECONDS));
    }

    private ShopMap map(Instant from) {
        return ShopMap.of(stack.get("/api/v1/map?from=" + from));
    }
}
