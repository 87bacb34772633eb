// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorldHistoryTest {
    private static final long START = Script.START;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final WorldHistory history = new WorldHistory(Limits.DEFAULT, START);

    @Test
    void aLateValueGoesToItsStepWhileThatIsKept() {
        history.advance(START + 600_000);
        history.add(opened("a"), START + 595_000, 1);
        history.view();

        history.add(opened("a"), START + 5_000, 7);

        assertThat(opened(Script.window(0, 10))).isEqualTo(7);
        assertThat(opened(Script.window(0, 600))).isEqualTo(8);
    }

    @Test
    void manyStepsCanBeCaughtUpInAnyOrder() {
        history.advance(START + 600_000);
        for (int round = 0; round < 3; round++) {
            for (int second = 595; second > 0; second -= 10) {
                history.add(opened("a"), START + second * 1000L, 1);
            }
        }

        assertThat(opened(Script.window(0, 600))).isEqualTo(180);
        assertThat(opened(Script.window(300, 310))).isEqualTo(3);
    }

    @Test
    void whatIsOlderThanMemoryIsLeftToTheStore() {
        history.advance(START + 2 * HOUR);

        history.add(opened("a"), START + 5_000, 7);

        assertThat(history.dropped()).isEqualTo(Map.of("late", 1L));
        assertThat(history.view().covers(Script.window(0, 10))).isFalse();
        assertThat(history.view().covers(Script.window(3600, 3610))).isTrue();
    }

    @Test
    void aWrongClockDoesNotPushTheRestOutOfMemory() {
        history.advance(START + 10_000);
        history.add(opened("a"), START + 5_000, 7);

        history.add(opened("b"), START + 24 * HOUR, 1);
        history.advance(START + 12_000);

        assertThat(history.dropped()).isEqualTo(Map.of("future", 1L));
        assertThat(opened(Script.window(0, 10))).isEqualTo(7);
    }

    @Test
    void onlyWhatItHasHeardFromTheBeginningIsCovered() {
        history.advance(START + 30_000);

        assertThat(history.view().covers(Script.window(0, 10))).isTrue();
        assertThat(history.view().covers(Script.window(-10, 10))).isFalse();
    }

    @Test
    void afterAnHourOldValuesAreGoneAndTheirPlaceIsUsedAgain() {
        history.advance(START + 10_000);
        history.add(opened("old"), START + 5_000, 1);
        LiveView before = history.view();

        history.advance(START + HOUR + 120_000);
        history.add(opened("new"), START + HOUR + 100_000, 2);

        LiveView after = history.view();
        assertThat(before.world(Script.window(0, 10)).services())
                .extracting(Service::id)
                .contains("old");
        assertThat(after.world(Script.window(0, 2 * 3600)).services())
                .extracting(Service::id)
                .containsExactly("external:10.0.0.5:80", "new");
    }

    @Test
    void aListenerIsRememberedAfterItsStepsAreForgotten() {
        history.advance(START + 10_000);
        history.add(listens("db"), START + 5_000, 1);
        long later = START + 3 * HOUR;
        history.advance(later);
        history.add(opened("a"), later - 5_000, 1);
        Window window =
                Window.covering(java.time.Instant.ofEpochMilli(later - 10_000), java.time.Instant.ofEpochMilli(later));

        assertThat(history.view().world(window).edges())
                .extracting(Edge::target)
                .containsExactly("db");

        long muchLater = START + 7 * HOUR;
        history.advance(muchLater);
        history.add(opened("a"), muchLater - 5_000, 1);
        Window lastWindow = Window.covering(
                java.time.Instant.ofEpochMilli(muchLater - 10_000), java.time.Instant.ofEpochMilli(muchLater));
        assertThat(history.view().world(lastWindow).edges())
                .extracting(Edge::target)
                .containsExactly("external:10.0.0.5:80");
    }

    @Test
    void moreSeriesThanAllowedAreCountedAndSaidInTheAnswer() {
        Limits two = new Limits(Duration.ofHours(1), Duration.ofHours(6), Limits.DEFAULT.bytes(), 2, 10, 10, 10, 10);
        WorldHistory small = new WorldHistory(two, START);
        small.advance(START + 120_000);

        for (String name : new String[] {"a", "b", "c", "c"}) {
            small.add(opened(name), START + 5_000, 1);
        }

        assertThat(small.dropped()).isEqualTo(Map.of("series", 2L));
        assertThat(small.view().world(Script.window(0, 60)).dropped()).isEqualTo(Map.of("values", 2L));
        assertThat(small.view().world(Script.window(60, 120)).dropped()).isEmpty();
    }

    @Test
    void whatHasNoRoomIsGivenUpTheOldestMinuteFirst() {
        Limits little = new Limits(Duration.ofHours(1), Duration.ofHours(6), 100, 10, 10, 10, 10, 10);
        WorldHistory small = new WorldHistory(little, START);
        for (int minute = 0; minute < 10; minute++) {
            small.advance(START + minute * 60_000L + 10_000);
            small.add(opened("a"), START + minute * 60_000L + 5_000, 1);
            small.view();
        }

        WorldHistory.Sizes sizes = small.sizes();
        LiveView view = small.view();

        assertThat(sizes.bytes()).isPositive().isLessThanOrEqualTo(100);
        assertThat(sizes.minutesGivenUp()).isPositive();
        long kept = START + sizes.minutesGivenUp() * 60_000;
        assertThat(view.completeFrom()).isEqualTo(kept);
        Window rest = new Window(kept, START + 600_000);
        assertThat(view.world(rest).edges())
                .extracting(edge -> edge.traffic().opened())
                .containsExactly(10 - sizes.minutesGivenUp());
    }

    @Test
    void nonsenseIsNotBelieved() {
        history.advance(START + 10_000);
        history.add(opened("a"), START + 5_000, Double.NaN);
        history.add(opened("a"), START + 5_000, -3);
        history.add(opened("a"), START + 5_000, 2);

        assertThat(opened(Script.window(0, 10))).isEqualTo(2);
    }

    private long opened(Window window) {
        return history.view().world(window).edges().stream()
                .mapToLong(edge -> edge.traffic().opened())
                .sum();
    }

    private static Series opened(String service) {
        return new Series(
                SignalName.OPENED,
                resource(service),
                Map.of(SignalName.ROLE, "client", SignalName.PEER_ADDRESS, "10.0.0.5", SignalName.PEER_PORT, "80"));
    }

    private static Series listens(String service) {
        return new Series(
                SignalName.LISTEN,
                resource(service),
                Map.of(SignalName.LOCAL_ADDRESS, "10.0.0.5", SignalName.LOCAL_PORT, "80"));
    }

    private static Map<String, String> resource(String service) {
        return Map.of(SignalName.SERVICE_NAME, service, SignalName.HOST_ID, "h-" + service);
    }
}
