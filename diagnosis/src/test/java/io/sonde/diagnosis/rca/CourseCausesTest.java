// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.diagnosis.world.ShopCourse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Sonde itself measures: each kind of fault is told by name, from the front service. */
class CourseCausesTest {
    private static final String FRONT = "nginx";

    private static ShopCourse shop() {
        return new ShopCourse();
    }

    /** What users see of a fault behind orders. */
    private static ShopCourse hurt() {
        return shop().with("shoppers nginx http", "asks 10.0.0.1:80 http ok=0.01x120 502=0.01x80")
                .with("nginx orders http", "asks 10.0.0.2:8080 http ok=0.01x20 503=0.02x80");
    }

    private static ShopCourse surge() {
        return shop().with("shoppers nginx", "connects 10.0.0.1:80 opened=2000 sent=200000 received=900000")
                .with("shoppers nginx http", "asks 10.0.0.1:80 http ok=0.1x1900 503=0.1x100")
                .with("nginx orders", "connects 10.0.0.2:8080 opened=1000 sent=10000 received=50000")
                .with("nginx orders http", "asks 10.0.0.2:8080 http ok=0.1x900 503=0.1x100")
                .with("orders payments", "connects 10.0.0.3:8080 opened=500 sent=5000 received=9000")
                .with("orders payments http", "asks 10.0.0.3:8080 http ok=0.09x500");
    }

    static Stream<Arguments> faults() {
        return Stream.of(ofConnections(), ofWays(), ofLoad()).flatMap(each -> each);
    }

    private static Stream<Arguments> ofConnections() {
        return Stream.of(
                Arguments.of(
                        "refused",
                        hurt().with("orders payments", "connects 10.0.0.3:8080 refused=50")
                                .with("orders payments http", "")
                                .with("nginx payments", "connects 10.0.0.3:8080 refused=30")
                                .with("nginx payments http", ""),
                        "payments",
                        FaultKind.UNAVAILABLE,
                        "nginx payments"),
                Arguments.of(
                        "killed",
                        hurt().with("nginx orders", "connects 10.0.0.2:8080 opened=10 refused=90")
                                .with("nginx orders http", "asks 10.0.0.2:8080 http ok=0.01x10")
                                .with("orders runs", "runs running=1 signal=1 started=1"),
                        "orders",
                        FaultKind.CRASH,
                        "nginx orders"),
                Arguments.of(
                        "closed early",
                        hurt().with("nginx orders", "connects 10.0.0.2:8080 opened=100 reset=100")
                                .with("nginx orders http", "asks 10.0.0.2:8080 http reset=0.01x100"),
                        "orders",
                        FaultKind.CLOSES_EARLY,
                        "nginx orders"),
                Arguments.of(
                        "slow",
                        shop().with("shoppers nginx http", "asks 10.0.0.1:80 http ok=0.7x200")
                                .with("nginx orders http", "asks 10.0.0.2:8080 http ok=0.8x100")
                                .with("nginx payments http", "asks 10.0.0.3:8080 http ok=1.5x30")
                                .with("orders payments http", "asks 10.0.0.3:8080 http ok=1.5x50"),
                        "payments",
                        FaultKind.LATENCY,
                        "nginx payments"));
    }

    private static Stream<Arguments> ofWays() {
        return Stream.of(
                Arguments.of(
                        "dropped",
                        hurt().with(
                                        "orders postgres",
                                        "connects 10.0.0.4:5432 active=4 sent=900 timed_out=20 retransmits=90")
                                .with("orders postgres sql", "asks 10.0.0.4:5432 postgresql timed_out=1x40"),
                        "link:orders > postgres",
                        FaultKind.NETWORK,
                        "nginx orders postgres"),
                Arguments.of(
                        "pool exhausted",
                        hurt().with("payments postgres", "connects 10.0.0.4:5432 active=8")
                                .with("payments postgres sql", "")
                                .with("orders payments http", "asks 10.0.0.3:8080 http 500=1x50")
                                .with("nginx payments http", "asks 10.0.0.3:8080 http 500=1x30"),
                        "payments",
                        FaultKind.POOL,
                        "nginx payments"),
                Arguments.of(
                        "wrong names",
                        hurt().with("orders payments", "")
                                .with("orders payments http", "")
                                .with("nginx payments", "")
                                .with("nginx payments http", "")
                                .with("orders nowhere", "connects 10.0.0.66:8080 unreachable=50")
                                .with("nginx nowhere", "connects 10.0.0.66:8080 unreachable=30"),
                        "dns",
                        FaultKind.NAME_SERVICE,
                        "nginx dns"),
                Arguments.of(
                        "one looks in the wrong place",
                        hurt().with("orders payments", "")
                                .with("orders payments http", "")
                                .with("orders nowhere", "connects 10.0.0.66:8080 timed_out=50"),
                        "orders",
                        FaultKind.CONFIGURATION,
                        "nginx orders"));
    }

    private static Stream<Arguments> ofLoad() {
        return Stream.of(
                Arguments.of("surge", surge(), "shoppers", FaultKind.OVERLOAD, "nginx shoppers"),
                Arguments.of(
                        "noisy neighbour",
                        shop().with("shoppers nginx http", "asks 10.0.0.1:80 http ok=0.3x200")
                                .with("nginx orders http", "asks 10.0.0.2:8080 http ok=0.25x100")
                                .with("orders payments http", "asks 10.0.0.3:8080 http ok=0.1x50")
                                .with("orders postgres sql", "asks 10.0.0.4:5432 postgresql ok=0.01x150")
                                .with("orders runs", "runs running=1 cpu=1 delay=8")
                                .with("burner runs", "runs running=2 cpu=16")
                                .with("agent runs", "runs cpus=2 busy=20 idle=0"),
                        "burner",
                        FaultKind.NOISY_NEIGHBOUR,
                        "nginx burner"),
                Arguments.of(
                        "congested",
                        hurt().with("orders postgres", "connects 10.0.0.4:5432 active=4 sent=900 received=900 rtt=2x9")
                                .with("orders postgres sql", "asks 10.0.0.4:5432 postgresql ok=2x10")
                                .with(
                                        "payments postgres",
                                        "connects 10.0.0.4:5432 active=4 sent=900 received=900 rtt=2x9")
                                .with("payments postgres sql", "asks 10.0.0.4:5432 postgresql ok=2x10"),
                        "postgres",
                        FaultKind.NETWORK,
                        "nginx orders postgres"),
                Arguments.of(
                        "congested, before any answer is late enough to be measured",
                        hurt().with(
                                        "orders postgres",
                                        "connects 10.0.0.4:5432 active=4 opened=20 reset=9 sent=900 received=90"
                                                + " retransmits=40")
                                .with("orders postgres sql", "asks 10.0.0.4:5432 postgresql timed_out=1x20"),
                        "postgres",
                        FaultKind.NETWORK,
                        "nginx orders postgres"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void namesWhoDidItAndWhat(String name, ShopCourse shop, String service, FaultKind kind, String path) {
        Incident incident = CourseIncident.of(shop.course(), FRONT);

        Answer answer = new CauseFinder().find(incident);

        Explanation explanation = Explainer.explain(incident, answer);
        assertThat(answer.conclusion()).as(() -> Markdown.of(explanation)).isEqualTo(Answer.Conclusion.CAUSE);
        Explanation.Suspect first = explanation.suspects().getFirst();
        assertThat(first.id()).as(() -> Markdown.of(explanation)).isEqualTo(service);
        assertThat(first.kinds()).first().isEqualTo(kind);
        assertThat(way(first)).isEqualTo(path);
        assertThat(first.fixes()).isNotEmpty();
        assertThat(explanation.timeline()).isNotEmpty();
    }

    @Test
    void saysSoWhereNothingIsWrong() {
        Incident incident = CourseIncident.of(shop().course(), FRONT);

        Answer answer = new CauseFinder().find(incident);

        assertThat(answer.conclusion()).isEqualTo(Answer.Conclusion.NO_FAULT);
        assertThat(Explainer.explain(incident, answer).report().summary())
                .isEqualTo(
                        "nginx answers as it did before (answers take 9.7 ms on average (usually 9.7 ms)). No fault was found.");
    }

    @Test
    void whatDoesNotConcernTheServiceIsNotItsCause() {
        Incident incident = CourseIncident.of(
                hurt().with("payments postgres", "connects 10.0.0.4:5432 refused=30")
                        .course(),
                "dns");

        assertThat(new CauseFinder().find(incident).conclusion()).isEqualTo(Answer.Conclusion.NO_FAULT);
    }

    @Test
    void someErrorsAreNoTrouble() {
        Incident incident = CourseIncident.of(
                shop().with("shoppers nginx http", "asks 10.0.0.1:80 http ok=0.01x196 502=0.01x4")
                        .course(),
                FRONT);

        assertThat(new CauseFinder().find(incident).conclusion()).isEqualTo(Answer.Conclusion.NO_FAULT);
    }

    @Test
    void aSurgeIsFollowedToWhereItBegins() {
        Incident incident = CourseIncident.of(surge().course(), "payments");

        Explanation.Suspect first = Explainer.explain(incident, new CauseFinder().find(incident))
                .suspects()
                .getFirst();

        assertThat(first.id()).isEqualTo("shoppers");
        assertThat(way(first)).isEqualTo("payments nginx shoppers");
    }

    @Test
    void anEarlierFaultIsNotWhatIsUsual() {
        ShopCourse slow = shop().with("shoppers nginx http", "asks 10.0.0.1:80 http ok=0.7x200")
                .with("nginx orders http", "asks 10.0.0.2:8080 http ok=0.8x100")
                .with("nginx payments http", "asks 10.0.0.3:8080 http ok=1.5x30")
                .with("orders payments http", "asks 10.0.0.3:8080 http ok=1.5x50");
        ShopCourse before = shop().with("shoppers nginx http", "asks 10.0.0.1:80 http ok=0.6x150 502=5x50")
                .with("nginx orders http", "asks 10.0.0.2:8080 http ok=0.8x50 504=5x50");

        Incident incident = CourseIncident.of(slow.after(before, 60).course(), FRONT);

        Answer answer = new CauseFinder().find(incident);
        assertThat(answer.ranked().getFirst().service()).isEqualTo("payments");
        assertThat(answer.ranked().getFirst().kinds()).containsExactly(FaultKind.LATENCY);
    }

    @Test
    void aPastOfAMinuteTellsWhatIsSlow() {
        ShopCourse slow = shop().with("shoppers nginx http", "asks 10.0.0.1:80 http ok=0.7x200")
                .with("nginx orders http", "asks 10.0.0.2:8080 http ok=0.8x100")
                .with("nginx payments http", "asks 10.0.0.3:8080 http ok=1.5x30")
                .with("orders payments http", "asks 10.0.0.3:8080 http ok=1.5x50");

        Incident incident = CourseIncident.of(slow.watchedFor(70).course(), FRONT);

        Answer answer = new CauseFinder().find(incident);
        assertThat(answer.ranked().getFirst().service()).isEqualTo("payments");
        assertThat(Explainer.explain(incident, answer).notSeen())
                .contains("Only 70 s of past were measured: what is usual is known badly.");
    }

    @Test
    void whatWasNotMeasuredIsNotWell() {
        Incident incident = CourseIncident.of(new ShopCourse().silent().course(), FRONT);

        Answer answer = new CauseFinder().find(incident);

        Explanation explanation = Explainer.explain(incident, answer);
        assertThat(answer.conclusion()).isEqualTo(Answer.Conclusion.INCONCLUSIVE);
        assertThat(explanation.report().summary()).startsWith("Little or nothing of nginx was measured in this time.");
        assertThat(explanation.notSeen()).contains("Nothing was measured in 5 of 6 steps of this time.");
    }

    @Test
    void withoutAPastNothingIsAsBefore() {
        for (ShopCourse shop : List.of(shop(), hurt())) {
            Incident incident = CourseIncident.of(shop.watchedFor(0).course(), FRONT);

            Answer answer = new CauseFinder().find(incident);

            Explanation explanation = Explainer.explain(incident, answer);
            assertThat(answer.conclusion()).isEqualTo(Answer.Conclusion.INCONCLUSIVE);
            assertThat(Markdown.of(explanation))
                    .contains("Nothing was measured before this time: what is usual is not known.")
                    .doesNotContain("as before", "as it did before", "No fault", "usually", "compared with");
        }
    }

    @Test
    void withoutAPastWhoTakesNoConnectionIsNamedAllTheSame() {
        Incident incident = CourseIncident.of(refusing().watchedFor(0).course(), FRONT);

        Answer answer = new CauseFinder().find(incident);

        Explanation explanation = Explainer.explain(incident, answer);
        assertThat(explanation.suspects().getFirst().id()).isEqualTo("payments");
        assertThat(Markdown.of(explanation))
                .contains("what is usual is not known")
                .doesNotContain("as before", "usually");
    }

    private static ShopCourse refusing() {
        return hurt().with("orders payments", "connects 10.0.0.3:8080 refused=50")
                .with("orders payments http", "")
                .with("nginx payments", "connects 10.0.0.3:8080 refused=30")
                .with("nginx payments http", "");
    }

    @Test
    void theReportIsReadable() {
        Incident incident = CourseIncident.of(refusing().course(), FRONT);

        String report = Markdown.of(Explainer.explain(incident, new CauseFinder().find(incident)));

        assertThat(report.lines().filter(line -> line.startsWith("## ")))
                .containsExactly(
                        "## Summary",
                        "## Timeline",
                        "## Key observations",
                        "## Probable cause",
                        "## Ruled out",
                        "## Next steps",
                        "## Not seen");
        assertThat(report)
                .contains(
                        "nginx is hurt since 2027-01-15T08:20:00Z: 40 % of what it is asked fails (480 of 1200;"
                                + " usually 0 %)",
                        "The cause is most likely payments, which runs, but takes no connections",
                        "100 % of the connections from orders are refused (300 of 300; usually 0 %)",
                        "The way there: nginx → payments.",
                        "Look whether payments still listens on its port",
                        "Nobody told anything of the memory of containers",
                        "log lines, disks, kills for want of memory, spans of programs, profiles.");
    }

    private static String way(Explanation.Suspect suspect) {
        return suspect.path().stream().map(Explanation.PathStep::service).collect(Collectors.joining(" "));
    }
}
