// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Who talks to whom, each case as facts in and edges out; memory and store are always compared (see {@link Script}). */
class WorldTest {
    @Test
    void aListenerOnAnotherHostIsTheTarget() {
        assertThat(Script.of("a/1 orders connects 10.0.0.5:5432 opened=3", "b/1 db listens 10.0.0.5:5432")
                        .edges())
                .containsExactly("orders -> db [5432] opened=3");
    }

    @Test
    void theAcceptingSideIsATargetEvenWhereNoListenerWasSeen() {
        assertThat(Script.of(
                                "a/1 orders connects 10.0.0.5:5432 opened=3",
                                "a/1 agent watches 10.0.0.1",
                                "b/1 db accepts 10.0.0.5:5432 10.0.0.1 opened=3")
                        .edges())
                .containsExactly("orders -> db [5432] opened=3");
    }

    @Test
    void anEdgeSeenFromBothEndsCountsByItsClient() {
        assertThat(Script.of(
                                "a/1 agent watches 10.0.0.1",
                                "a/1 orders connects 10.0.0.5:5432 opened=3 sent=10 received=70",
                                "b/1 db accepts 10.0.0.5:5432 10.0.0.1 opened=2 sent=69 received=9")
                        .edges())
                .containsExactly("orders -> db [5432] opened=3 received=70 sent=10");
    }

    /** What it sends and receives was taken for the other way round wherever times are compared. */
    @Test
    void aProgramWhoseNameLooksLikeAnAddressOfOthersIsWatchedAllTheSame() {
        Script script = Script.of(
                "5 a/1 external:pay connects 10.0.0.5:80 opened=3 sent=10 received=70",
                "6 b/1 web listens 10.0.0.5:80",
                "305 a/1 external:pay connects 10.0.0.5:80 opened=3 sent=10 received=70",
                "306 b/1 web listens 10.0.0.5:80");

        assertThat(script.world(290, 320).edges().stream().map(Script::text))
                .containsExactly("external:pay -> web [80] opened=3 received=70 sent=10");
        Trends.Trend trend =
                Objects.requireNonNull(script.trends(290, 320).edges().get(new Trends.Ends("external:pay", "web")));
        assertThat(trend.recent().traffic().bytesSent()).isEqualTo(10);
        assertThat(trend.past().getFirst().traffic().bytesSent()).isEqualTo(10);
        Course course = script.course(290, 320, 290);
        assertThat(Objects.requireNonNull(course.service("external:pay")).external())
                .isFalse();
        assertThat(course.edges()
                        .getFirst()
                        .at(EdgeCourse.Figure.SENT, course.steps().count() - 2))
                .isEqualTo(10);
    }

    @Test
    void aClientThatNobodyWatchesIsExternalAndSeenFromTheOtherEnd() {
        assertThat(Script.of("b/1 web accepts 10.0.0.5:443 203.0.113.9 opened=2 sent=900 received=50")
                        .edges())
                .containsExactly("external:203.0.113.9 -> web [443] opened=2 received=900 sent=50");
    }

    @Test
    void aDestinationThatNobodyWatchesIsExternalByAddressAndPort() {
        assertThat(Script.of(
                                "a/1 orders connects 192.0.2.1:443 opened=1",
                                "a/1 orders connects [2001:db8:0:0::7]:443 timed_out=2",
                                "a/1 orders connects other:0 opened=5")
                        .edges())
                .containsExactly(
                        "orders -> external:192.0.2.1:443 [443] opened=1",
                        "orders -> external:[2001:db8::7]:443 [443] failed=2",
                        "orders -> external:other [] opened=5");
    }

    @Test
    void aDestinationThatNobodyWatchesHasTheNameThatTheClientAskedFor() {
        assertThat(Script.of(
                                "a/1 orders connects pay.example=192.0.2.1:443 opened=1",
                                "a/1 orders connects pay.example=192.0.2.2:443 opened=2",
                                "a/1 orders connects db.internal=10.0.0.5:5432 opened=3",
                                "b/1 db listens 10.0.0.5:5432")
                        .edges())
                .containsExactly("orders -> db [5432] opened=3", "orders -> external:pay.example:443 [443] opened=3");
    }

    @Test
    void aTranslatedDestinationIsTheRealOne() {
        Script orders = Script.of(
                "a/1 orders connects 10.96.0.9:80->10.0.0.5:8080 opened=3 active=1",
                "a/1 orders connects 10.96.0.9:80->10.0.0.6:8080 opened=4 refused=2 active=1",
                "a/1 orders connects 10.0.0.6:8080 opened=1 active=1",
                "a/1 orders connects 10.96.0.9:80->10.0.0.7:8080 opened=5",
                "b/1 web listens 10.0.0.5:8080",
                "c/1 web listens 10.0.0.6:8080");
        assertThat(orders.edges())
                .containsExactly(
                        "orders -> external:10.0.0.7:8080 [8080] opened=5",
                        "orders -> web [8080] active=3 failed=2 opened=8");
        assertThat(orders.world(0, 60).edges())
                .extracting(Edge::via)
                .containsExactly(List.of("10.96.0.9:80"), List.of("10.96.0.9:80"));
    }

    @Test
    void aProxyOnLoopbackIsTheTargetOfWhatIsRedirectedToIt() {
        assertThat(Script.of(
                                "a/1 orders connects 10.96.0.9:80->127.0.0.1:15001 opened=3",
                                "a/1 envoy listens 127.0.0.1:15001",
                                "a/1 envoy connects 10.96.0.9:80->10.0.0.5:8080 opened=2",
                                "b/1 web listens 10.0.0.5:8080")
                        .edges())
                .containsExactly("envoy -> web [8080] opened=2", "orders -> envoy [15001] opened=3");
    }

    @Test
    void aMasqueradedClientIsTheRealOne() {
        assertThat(Script.of(
                                "a/1 agent watches 10.0.0.1",
                                "a/1 orders connects 10.0.0.5:80 opened=3",
                                "b/1 web accepts 10.0.0.5:80 10.244.0.1<-10.0.0.1 opened=3",
                                "b/1 web accepts 10.0.0.5:80 10.244.0.1<-203.0.113.9 opened=2")
                        .edges())
                .containsExactly("external:203.0.113.9 -> web [80] opened=2", "orders -> web [80] opened=3");
    }

    @Test
    void loopbackMeansNothingOutsideItsHostAndNamespace() {
        assertThat(Script.of(
                                "a/1 orders connects 127.0.0.1:6379 opened=1",
                                "a/2 orders2 connects 127.0.0.1:6379 opened=2",
                                "b/1 orders3 connects 127.0.0.1:6379 opened=3",
                                "a/1 redis listens 127.0.0.1:6379",
                                "a/1 redis accepts 127.0.0.1:6379 127.0.0.1 opened=1")
                        .edges())
                .containsExactly(
                        "orders -> redis [6379] opened=1",
                        "orders2 -> external:127.0.0.1:6379 [6379] opened=2",
                        "orders3 -> external:127.0.0.1:6379 [6379] opened=3");
    }

    @Test
    void ipv6LoopbackToo() {
        assertThat(Script.of("a/1 orders connects [::1]:6379 opened=1", "a/1 redis listens [0:0:0:0:0:0:0:1]:6379")
                        .edges())
                .containsExactly("orders -> redis [6379] opened=1");
    }

    @Test
    void aMappedIpv4AddressIsTheIpv4Address() {
        assertThat(Script.of("a/1 java connects [::ffff:10.0.0.5]:5432 opened=1", "b/1 db listens 10.0.0.5:5432")
                        .edges())
                .containsExactly("java -> db [5432] opened=1");
    }

    @Test
    void theSameAddressOnTwoHostsIsTheOneOfTheClientsHost() {
        assertThat(Script.of(
                                "a/1 orders connects 172.17.0.2:80 opened=1",
                                "a/2 blue listens 172.17.0.2:80",
                                "b/2 green listens 172.17.0.2:80")
                        .edges())
                .containsExactly("orders -> blue [80] opened=1");
    }

    @Test
    void anAddressOfTheClientsOwnHostIsNeverSoughtElsewhere() {
        assertThat(Script.of(
                                "a/1 agent watches 172.17.0.1",
                                "a/1 orders connects 172.17.0.1:80 refused=1",
                                "b/2 green listens 172.17.0.1:80")
                        .edges())
                .containsExactly("orders -> external:172.17.0.1:80 [80] failed=1");
    }

    @Test
    void theOwnClusterComesBeforeOthers() {
        assertThat(Script.of(
                                "a/1 orders~shop~east connects 10.0.0.5:80 opened=1",
                                "b/1 web~shop~west listens 10.0.0.5:80",
                                "c/1 web~shop~east listens 10.0.0.5:80")
                        .edges())
                .containsExactly("orders~shop~east -> web~shop~east [80] opened=1");
    }

    @Test
    void aDeadListenerIsStillTheTargetOfRefusedConnections() {
        Script script = Script.of(
                "5 b/1 db listens 10.0.0.5:5432",
                "2000 a/1 orders connects 10.0.0.5:5432 refused=4",
                "2000 a/1 orders runs running=1");

        World world = script.world(1980, 2040);

        assertThat(world.edges()).extracting(Script::text).containsExactly("orders -> db [5432] failed=4");
        assertThat(world.service("db").orElseThrow().instances()).isEmpty();
    }

    @Test
    void theEndpointBelongsToWhoWasSeenLastBeforeTheWindowsEnd() {
        Script script = Script.of(
                "5 b/1 old listens 10.0.0.5:80",
                "15 a/1 orders connects 10.0.0.5:80 opened=1",
                "125 b/1 new listens 10.0.0.5:80",
                "135 a/1 orders connects 10.0.0.5:80 opened=2");

        assertThat(script.world(0, 60).edges()).extracting(Script::text).containsExactly("orders -> old [80] opened=1");
        assertThat(script.world(0, 180).edges())
                .extracting(Script::text)
                .containsExactly("orders -> new [80] opened=3");
    }

    @Test
    void severalInstancesJoinOneServiceAndSeveralPortsOneEdge() {
        Script script = Script.of(
                "a/1 orders connects 10.0.0.5:80 opened=1",
                "b/1 orders connects 10.0.0.5:81 opened=2",
                "c/1 orders connects 10.0.0.6:80 opened=4",
                "d/1 web listens 10.0.0.5:80",
                "d/1 web listens 10.0.0.5:81",
                "e/1 web listens 10.0.0.6:80");

        assertThat(script.edges()).containsExactly("orders -> web [80, 81] opened=7");
        assertThat(script.world(0, 60).service("orders").orElseThrow().instances())
                .hasSize(3);
    }

    @Test
    void theSameNameInAnotherNamespaceIsAnotherService() {
        assertThat(Script.of("a/1 web~blue runs running=1", "a/1 web~green runs running=1", "a/1 web runs running=1")
                        .world(0, 60)
                        .services())
                .extracting(Service::id)
                .containsExactly("web", "web~blue", "web~green");
    }

    @Test
    void aServiceThatTalksToItselfHasAnEdgeToItself() {
        assertThat(Script.of("a/1 etcd connects 10.0.0.2:2380 opened=1", "b/1 etcd listens 10.0.0.2:2380")
                        .edges())
                .containsExactly("etcd -> etcd [2380] opened=1");
    }

    @Test
    void activeIsTheLastLevelAndFades() {
        Script script = Script.of(
                "5 a/1 orders connects 10.0.0.5:80 active=3",
                "25 a/1 orders connects 10.0.0.5:80 active=2",
                "25 b/1 gone connects 10.0.0.5:80 active=9",
                "55 a/1 orders connects 10.0.0.5:80 active=5");

        assertThat(script.world(0, 30).edges())
                .extracting(edge -> edge.traffic().active())
                .containsExactly(9L, 2L);
        assertThat(script.world(0, 60).edges())
                .extracting(edge -> edge.traffic().active())
                .containsExactly(0L, 5L);
    }

    @Test
    void durationsAreMeansAndNullWithoutMeasurement() {
        Edge edge = Script.of(
                        "a/1 orders connects 10.0.0.5:80 rtt=0.001x3 opened=1",
                        "b/1 orders connects 10.0.0.5:80 rtt=0.005x1")
                .world(0, 60)
                .edges()
                .getFirst();

        assertThat(edge.traffic().rtt().seconds()).isCloseTo(0.002, within(1e-12));
        assertThat(edge.traffic().connect().seconds()).isNull();
    }

    @Test
    void instancesTellWhereTheyListenAndWhatTheirProcessesDo() {
        Instance instance = Script.of(
                        "5 a/1 web runs running=3 started=2 ok=1",
                        "8 a/1 web runs signal=1",
                        "6 a/1 web listens 10.0.0.5:443",
                        "6 a/1 web listens 10.0.0.5:80")
                .world(0, 60)
                .services()
                .getFirst()
                .instances()
                .getFirst();

        assertThat(instance.listens())
                .containsExactly(new Instance.Listen("10.0.0.5", 80), new Instance.Listen("10.0.0.5", 443));
        assertThat(instance.processes()).isEqualTo(new Instance.Processes(3, 2, 1, 0, 1));
        assertThat(instance.firstSeen().toEpochMilli()).isEqualTo(Script.START + 5_000);
        assertThat(instance.lastSeen().toEpochMilli()).isEqualTo(Script.START + 8_000);
    }

    @Test
    void aBareProgramThatNeitherTalksNorListensIsNoService() {
        assertThat(Script.of(
                                "a/1 ./ls runs started=9 ok=9",
                                "a/1 ./bash runs running=1",
                                "a/1 ./curl connects 10.0.0.5:80 opened=1",
                                "a/1 ./redis listens 10.0.0.1:6379",
                                "a/1 backup runs started=1 error=1")
                        .world(0, 60)
                        .services())
                .extracting(Service::id)
                .containsExactly("./curl", "./redis", "backup", "external:10.0.0.5:80");
    }

    @Test
    void manyExternalEndsAreJoinedExceptThoseThatFailOrAreBusiest() {
        Limits limits = new Limits(
                Limits.DEFAULT.live(), Limits.DEFAULT.memory(), Limits.DEFAULT.bytes(), 1000, 10, 100, 100, 2);

        Script script = Script.limited(
                limits,
                "a/1 web accepts 10.0.0.5:443 203.0.113.1 opened=1 sent=10",
                "a/1 web accepts 10.0.0.5:443 203.0.113.2 opened=9",
                "a/1 web accepts 10.0.0.5:443 203.0.113.3 reset=1",
                "a/1 web accepts 10.0.0.5:443 203.0.113.4 opened=2 sent=20",
                "a/1 web connects 192.0.2.1:80 opened=1",
                "a/1 web connects 192.0.2.2:80 opened=1");

        assertThat(script.world(0, 60).edges())
                .extracting(Script::text)
                .containsExactly(
                        "external:203.0.113.2 -> web [443] opened=9",
                        "external:203.0.113.3 -> web [443] failed=1",
                        "external:other -> web [443] opened=3 received=30",
                        "web -> external:192.0.2.1:80 [80] opened=1",
                        "web -> external:192.0.2.2:80 [80] opened=1");
        assertThat(script.timeline("external:other", 0, 10).outbound())
                .singleElement()
                .satisfies(traffic -> assertThat(traffic.bytesReceived()).isEqualTo(30));
    }

    @Test
    void limitsKeepTheBusiestAndCountTheRest() {
        Limits limits =
                new Limits(Limits.DEFAULT.live(), Limits.DEFAULT.memory(), Limits.DEFAULT.bytes(), 100, 10, 3, 2, 10);

        World world = Script.limited(
                        limits,
                        "a/1 orders connects 10.0.0.1:80 opened=1",
                        "a/1 orders connects 10.0.0.2:80 opened=7",
                        "a/1 orders connects 10.0.0.3:80 opened=5",
                        "a/1 cron runs running=1")
                .world(0, 60);

        assertThat(world.edges())
                .extracting(Script::text)
                .containsExactly(
                        "orders -> external:10.0.0.2:80 [80] opened=7", "orders -> external:10.0.0.3:80 [80] opened=5");
        assertThat(world.services()).hasSize(3);
        assertThat(world.dropped()).containsEntry("edges", 1L).containsEntry("services", 1L);
    }

    @Test
    void aWindowLongerThanAMinuteAddsUpAllItsSteps() {
        Script script = Script.of();
        for (int second = 5; second < 600; second += 5) {
            script.and(second + " a/1 orders connects 10.0.0.5:80 opened=1 rtt=0.0013x1 active=" + second);
        }

        assertThat(script.world(0, 600).edges().getFirst().traffic().opened()).isEqualTo(119);
        assertThat(script.world(30, 570).edges().getFirst().traffic().opened()).isEqualTo(108);
        assertThat(script.world(30, 570).edges().getFirst().traffic().active()).isEqualTo(565);
    }
}
