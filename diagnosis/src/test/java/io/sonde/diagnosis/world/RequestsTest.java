// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Who asked whom, in which protocol, and how it was answered. */
class RequestsTest {
    private static final String DB = "host-b/1 db listens 10.0.0.5:5432";

    @Test
    void requestsStandOnTheEdgeOfTheirConnections() {
        List<Edge> edges = Script.of(
                        DB,
                        "host-a/1 orders connects 10.0.0.5:5432 opened=3",
                        "host-a/1 orders asks 10.0.0.5:5432 postgresql ok=0.002x90 23505=0.1x8 timed_out=30x2 unmeasured=5")
                .world(0, 60)
                .edges();

        assertThat(edges).hasSize(1);
        Requests requests = edges.getFirst().requests().getFirst();
        assertThat(requests.protocol()).isEqualTo("postgresql");
        assertThat(requests.count()).isEqualTo(105);
        assertThat(requests.errors()).isEqualTo(8);
        assertThat(requests.unanswered()).isEqualTo(2);
        assertThat(requests.p50Seconds()).isCloseTo(0.002, within(0.0002));
        assertThat(requests.p99Seconds()).isCloseTo(0.1, within(0.01));
    }

    @Test
    void whatBothSidesTellCountsOnce() {
        Script script = Script.of(
                "host-a/1 agent watches 10.0.0.1",
                DB,
                "host-a/1 orders asks 10.0.0.5:5432 postgresql ok=0.002x90",
                "host-b/1 db answers 10.0.0.5:5432 10.0.0.1 postgresql ok=0.001x80");

        assertThat(texts(script)).containsExactly("orders -> db postgresql 90/0/0");
    }

    @Test
    void theTargetTellsWhereNobodySeesTheSource() {
        Script script = Script.of("host-b/1 db answers 10.0.0.5:5432 192.0.2.7 postgresql ok=0.001x80 57014=1x1");

        assertThat(texts(script)).containsExactly("external:192.0.2.7 -> db postgresql 81/1/0");
    }

    /** Datagrams have no connections, and a name server that nobody connects to has no listener. */
    @Test
    void questionsWithoutConnectionsMakeAnEdgeToWhoAnswers() {
        Script script = Script.of(
                "host-a/1 agent watches 10.0.0.1",
                "host-a/1 orders asks 10.0.0.9:53 dns ok=0.0004x7",
                "host-b/1 bind answers 10.0.0.9:53 10.0.0.1 dns ok=0.0002x7");

        assertThat(texts(script)).containsExactly("orders -> bind dns 7/0/0");
    }

    @Test
    void protocolsAndStepsAddUpEachForItself() {
        Script script = Script.of(
                "5 host-a/1 orders asks 10.0.0.5:80 http ok=0.1x1",
                "15 host-a/1 orders asks 10.0.0.5:80 http ok=0.2x2 500=0.3x3",
                "25 host-a/1 orders asks 10.0.0.5:80 grpc ok=0.1x4");

        assertThat(texts(script))
                .containsExactly(
                        "orders -> external:10.0.0.5:80 grpc 4/0/0", "orders -> external:10.0.0.5:80 http 6/3/0");
    }

    @Test
    void aTimelineHasThemBucketByBucket() {
        Timeline timeline = Script.of(
                        DB,
                        "5 host-a/1 orders asks 10.0.0.5:5432 postgresql ok=0.002x90",
                        "25 host-a/1 orders asks 10.0.0.5:5432 postgresql ok=0.02x9 aborted=1x1")
                .timeline("db", 0, 30);

        assertThat(timeline.outboundRequests())
                .allSatisfy(bucket -> assertThat(bucket).isEmpty());
        assertThat(timeline.inboundRequests())
                .satisfiesExactly(
                        bucket -> assertThat(bucket).extracting(Requests::count).containsExactly(90L),
                        bucket -> assertThat(bucket).isEmpty(),
                        bucket -> assertThat(bucket)
                                .extracting(Requests::unanswered)
                                .containsExactly(1L));
    }

    @Test
    void thePastIsThereForComparison() {
        Trends trends = Script.of(
                        "5 host-a/1 orders asks 10.0.0.5:80 http ok=0.1x10",
                        "305 host-a/1 orders asks 10.0.0.5:80 http ok=0.8x10")
                .trends(290, 320);

        Trends.Trend trend =
                Objects.requireNonNull(trends.edges().get(new Trends.Ends("orders", "external:10.0.0.5:80")));
        assertThat(trend.recent().requests()).extracting(Requests::count).containsExactly(10L);
        assertThat(trend.past().getFirst().requests())
                .extracting(Requests::count)
                .containsExactly(10L);
    }

    /** Programs send metrics of these names too, and do not say between whom. */
    @Test
    void whatAProgramTellsOfItselfIsNoEdge() {
        var reader = new SeriesReader();
        var own = new Series(
                SignalName.HTTP_SERVER,
                java.util.Map.of(SignalName.SERVICE_NAME, "orders"),
                java.util.Map.of("http.route", "/"));

        assertThat(reader.read(own)).isNull();
    }

    private static List<String> texts(Script script) {
        return script.world(0, 60).edges().stream()
                .flatMap(edge -> edge.requests().stream()
                        .map(requests -> "%s -> %s %s %d/%d/%d"
                                .formatted(
                                        edge.source(),
                                        edge.target(),
                                        requests.protocol(),
                                        requests.count(),
                                        requests.errors(),
                                        requests.unanswered())))
                .toList();
    }
}
