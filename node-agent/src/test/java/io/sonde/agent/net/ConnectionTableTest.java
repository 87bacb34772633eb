// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.container.ContainerWatch;
import io.sonde.agent.process.ProcDirectory;
import io.sonde.agent.process.ProcessLimits;
import io.sonde.agent.process.ProcessTable;
import io.sonde.agent.process.ScriptedProcess;
import io.sonde.agent.service.Service;
import io.sonde.agent.service.ServiceTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionTableTest {
    private static final int CURL = 100;
    private static final int NGINX = 200;
    private static final int WORKER = 201;
    private static final int SYSTEMD = 1;
    private static final long SECOND = 1_000_000_000L;

    private final ServiceTable services = new ServiceTable(100);
    private final ProcessTable processes = new ProcessTable(
            new ProcessLimits(100, Duration.ofSeconds(30)),
            new ProcDirectory(Path.of("/nowhere"), ContainerWatch.ofNobody()),
            services,
            ContainerWatch.ofNobody(),
            0);
    private final ListenerTable listeners = new ListenerTable(10, processes);
    private final NamespaceTable namespaces = new NamespaceTable(10, 10);
    private final TranslationTable translations = new TranslationTable(10);
    private final ConnectionLimits limits = new ConnectionLimits(5, 10, 3, Duration.ofSeconds(60));
    private final ConnectionTable table = new ConnectionTable(limits, processes, listeners, namespaces, translations);
    private final SocketReconciliation reconciliation = new SocketReconciliation(table, listeners, namespaces);

    @BeforeEach
    void programsRun() {
        processes.started(ScriptedProcess.exec(SYSTEMD, "/usr/lib/systemd/systemd"));
        processes.started(ScriptedProcess.exec(CURL, "/usr/bin/curl"));
        processes.started(ScriptedProcess.exec(NGINX, "/usr/sbin/nginx"));
        processes.forked(ScriptedProcess.fork(WORKER, NGINX));
    }

    @Test
    void aClientsConnectionIsCountedForItsServiceAndDestination() {
        // Given
        var socket = ScriptedSocket.client(CURL, "10.0.0.1:40000", "10.0.0.2:80");

        // When
        table.opened(socket);
        table.closed(socket.traffic(100, 2_000, 1).rtt(250).ended(0, 5 * SECOND));

        // Then
        SeriesSnapshot series = only("curl");
        assertThat(series.counts().opened()).isEqualTo(1);
        assertThat(series.counts().active()).isEqualTo(ConnectionCounts.NOTHING_TO_SAY);
        assertThat(series.counts().bytesSent()).isEqualTo(100);
        assertThat(series.counts().bytesReceived()).isEqualTo(2_000);
        assertThat(series.counts().retransmits()).isEqualTo(1);
        assertThat(series.connectSeconds()).satisfies(h -> assertThat(h.sum()).isEqualTo(0.001));
        assertThat(series.connectionSeconds())
                .satisfies(h -> assertThat(h.sum()).isEqualTo(5));
        assertThat(series.rttSeconds()).satisfies(h -> assertThat(h.sum()).isEqualTo(0.00025));
    }

    @Test
    void oneSeriesHoldsAllConnectionsToADestination() {
        // When
        for (int port = 40_000; port < 40_100; port++) {
            var socket = ScriptedSocket.client(CURL, "10.0.0.1:" + port, "10.0.0.2:80");
            table.opened(socket);
            table.closed(socket.traffic(1, 0, 0));
        }

        // Then
        assertThat(only("curl").counts().opened()).isEqualTo(100);
        assertThat(only("curl").counts().bytesSent()).isEqualTo(100);
        assertThat(table.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"111, REFUSED", "110, TIMED_OUT", "0, TIMED_OUT", "113, UNREACHABLE", "101, UNREACHABLE", "1, OTHER"})
    void aFailedConnectSaysWhy(int errno, FailureReason reason) {
        // Given
        var socket =
                ScriptedSocket.client(CURL, "10.0.0.1:40000", "10.0.0.2:81").ended(errno, SECOND);

        // When
        table.failed(socket);

        // Then
        SeriesSnapshot series = only("curl");
        assertThat(series.counts().failed(reason)).isEqualTo(1);
        assertThat(series.counts().opened()).isZero();
        assertThat(series.connectSeconds()).isNull();
    }

    @Test
    void aConnectionThatThePeerResetWasOpenedAndFailed() {
        // Given
        var socket = ScriptedSocket.client(CURL, "10.0.0.1:40000", "10.0.0.2:80");
        table.opened(socket);

        // When
        table.closed(socket.ended(104, SECOND));

        // Then
        assertThat(only("curl").counts().opened()).isEqualTo(1);
        assertThat(only("curl").counts().failed(FailureReason.RESET)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.2:80, 10.0.0.2:80",
        "0.0.0.0:80, 10.0.0.2:80",
        "[::]:80, [fd00::2]:80",
        "[::]:80, 10.0.0.2:80",
    })
    void anAcceptedConnectionBelongsToWhoListens(String listening, String local) {
        // Given
        listeners.listening(ScriptedSocket.listener(NGINX, listening));

        // When
        table.opened(ScriptedSocket.server(local, "10.0.0.1:40000"));

        // Then
        assertThat(only("nginx").counts().active()).isEqualTo(1);
    }

    @Test
    void theListenerOfTheVeryAddressWinsOverAWildcard() {
        // Given
        listeners.listening(ScriptedSocket.listener(CURL, "0.0.0.0:80"));
        listeners.listening(ScriptedSocket.listener(NGINX, "10.0.0.2:80"));
        listeners.listening(ScriptedSocket.listener(CURL, "[::]:80"));

        // When
        table.opened(ScriptedSocket.server("10.0.0.2:80", "10.0.0.1:40000"));

        // Then
        assertThat(only("nginx").counts().opened()).isEqualTo(1);
    }

    @Test
    void anAcceptedConnectionWithoutKnownListenerIsCountedWhenAWalkShowsItsOwner() {
        // Given
        var socket = ScriptedSocket.server("10.0.0.2:80", "10.0.0.1:40000");
        table.opened(socket);
        assertThat(table.drain()).isEmpty();

        // When
        walk(socket.by(WORKER).traffic(10, 20, 0));

        // Then
        SeriesSnapshot series = only("nginx");
        assertThat(series.counts().opened()).isEqualTo(1);
        assertThat(series.counts().active()).isEqualTo(1);
        assertThat(series.counts().bytesSent()).isEqualTo(10);
    }

    @Test
    void aSocketThatInitHandsOverBelongsToTheServiceThatTakesIt() {
        // Given
        var listener = ScriptedSocket.listener(SYSTEMD, "0.0.0.0:80");
        listeners.listening(listener);
        var socket = ScriptedSocket.server("10.0.0.2:80", "10.0.0.1:40000");
        table.opened(socket);

        // When
        reconciliation.run(
                visitor -> {
                    visitor.visit(listener.by(SYSTEMD));
                    visitor.visit(listener.by(NGINX));
                    visitor.visit(socket.by(WORKER));
                    return 3;
                },
                SECOND);
        table.opened(ScriptedSocket.server("10.0.0.2:80", "10.0.0.1:40001"));

        // Then
        assertThat(only("nginx").counts().opened()).isEqualTo(2);
        assertThat(series("systemd")).isEmpty();
    }

    @Test
    void walksAndCloseTogetherCountEveryByteOnce() {
        // Given
        var socket = ScriptedSocket.client(CURL, "10.0.0.1:40000", "10.0.0.2:80");
        table.opened(socket);

        // When
        walk(socket.traffic(100, 10, 1));
        walk(socket.traffic(250, 20, 1));
        SeriesSnapshot open = only("curl");
        nextInterval();
        table.closed(socket.traffic(300, 30, 2).ended(0, SECOND));
        SeriesSnapshot closed = only("curl");
        nextInterval();

        // Then
        assertThat(open.counts().bytesSent()).isEqualTo(250);
        assertThat(closed.counts().bytesSent()).isEqualTo(50);
        assertThat(open.counts().bytesReceived() + closed.counts().bytesReceived())
                .isEqualTo(30);
        assertThat(open.counts().retransmits() + closed.counts().retransmits()).isEqualTo(2);
        assertThat(open.counts().active()).isEqualTo(1);
        assertThat(closed.counts().active()).isZero();
        assertThat(series("curl")).isEmpty();
    }

    @Test
    void aSocketThatTwoProcessesHoldIsCountedOnce() {
        // Given
        var socket = ScriptedSocket.client(CURL, "10.0.0.1:40000", "10.0.0.2:80");
        table.opened(socket);

        // When
        reconciliation.run(
                visitor -> {
                    visitor.visit(socket.by(NGINX).traffic(100, 0, 0));
                    visitor.visit(socket.by(CURL).traffic(100, 0, 0));
                    return 2;
                },
                SECOND);

        // Then
        assertThat(only("curl").counts().bytesSent()).isEqualTo(100);
        assertThat(series("nginx")).isEmpty();
    }

    @Test
    void aConnectionOlderThanTheAgentIsActiveButNotOpenedAndItsEarlierBytesAreNotOurs() {
        // Given
        var listener = ScriptedSocket.listener(NGINX, "0.0.0.0:80");
        var accepted = ScriptedSocket.old(WORKER, "10.0.0.2:80", "10.0.0.1:40000");
        var connected = ScriptedSocket.old(CURL, "10.0.0.1:40000", "10.0.0.2:80");

        // When: a listener shown after what it accepted
        walk(connected.traffic(7_000, 0, 0), accepted.traffic(0, 7_000, 0), listener);
        walk(connected.traffic(7_001, 0, 0), accepted.traffic(0, 7_001, 0), listener);

        // Then
        SeriesSnapshot client = only("curl");
        assertThat(client.counts().opened()).isZero();
        assertThat(client.counts().active()).isEqualTo(1);
        assertThat(client.counts().bytesSent()).isEqualTo(1);
        assertThat(only("nginx").labels().plain())
                .isEqualTo(serverLabels("10.0.0.2:80", "10.0.0.1:40000").plain());
    }

    /** Its socket is there when the walk comes by, and what it was translated to is told while the walk goes on. */
    @Test
    void aConnectionThatBeginsDuringAWalkIsActiveAtItsRealPeer() {
        // Given
        var socket = ScriptedSocket.old(CURL, "10.0.0.1:40000", "10.96.0.9:80");

        // When
        reconciliation.run(
                visitor -> {
                    visitor.visit(socket);
                    translations.learn(
                            TranslationTableTest.translation(
                                    "10.0.0.1:40000", "10.96.0.9:80", "10.0.0.1:40000", "10.0.0.2:8080"),
                            0);
                    return 1;
                },
                SECOND);

        // Then
        var ends = new Endpoints();
        ends.copyFrom(socket);
        assertThat(translations.resolve(ends)).isTrue();
        var key = new SeriesKey();
        key.set(processes.serviceOf(CURL), false, ends);
        assertThat(only("curl").labels().plain()).isEqualTo(new SeriesLabels(key).plain());
        assertThat(only("curl").counts().active()).isEqualTo(1);
    }

    @Test
    void aWalkThatSeesASocketBeforeItsEventDoesNotCountItTwice() {
        // Given
        var socket = ScriptedSocket.client(CURL, "10.0.0.1:40000", "10.0.0.2:80");
        walk(socket.traffic(50, 0, 0));

        // When
        table.opened(socket.traffic(0, 0, 0));
        walk(socket.traffic(80, 0, 0));

        // Then
        SeriesSnapshot series = only("curl");
        assertThat(series.counts().opened()).isEqualTo(1);
        assertThat(series.counts().active()).isEqualTo(1);
        assertThat(series.counts().bytesSent()).isEqualTo(80);
        assertThat(table.losses().vanished()).isZero();
    }

    @Test
    void aConnectionWhoseCloseWasLostIsFoundAndCounted() {
        // Given
        table.opened(ScriptedSocket.client(CURL, "10.0.0.1:40000", "10.0.0.2:80"));

        // When
        reconciliation.run(_ -> 0, 0);
        assertThat(only("curl").counts().active()).isEqualTo(1);
        nextInterval();
        reconciliation.run(_ -> 0, 61 * SECOND);
        assertThat(only("curl").counts().active()).isZero();
        reconciliation.run(_ -> 0, 3_600 * SECOND);

        // Then
        assertThat(table.size()).isZero();
        assertThat(table.losses().vanished()).isEqualTo(1);
    }

    @Test
    void theLastBytesOfASocketThatNoProcessHoldsAreCounted() {
        // Given: closed by its program, while the kernel still sends
        var socket = ScriptedSocket.client(CURL, "10.0.0.1:40000", "10.0.0.2:80");
        table.opened(socket);
        walk(socket.traffic(100, 0, 0));
        reconciliation.run(_ -> 0, 2 * SECOND);
        reconciliation.run(_ -> 0, 100 * SECOND);

        // When
        table.closed(socket.traffic(150, 0, 0).ended(0, 100 * SECOND));

        // Then
        SeriesSnapshot series = only("curl");
        assertThat(series.counts().opened()).isEqualTo(1);
        assertThat(series.counts().bytesSent()).isEqualTo(150);
        assertThat(table.losses().vanished()).isZero();
    }

    @Test
    void aFailedWalkEndsNothing() {
        // Given
        table.opened(ScriptedSocket.client(CURL, "10.0.0.1:40000", "10.0.0.2:80"));

        // When
        reconciliation.run(_ -> -1, 0);
        reconciliation.run(_ -> -1, 3_600 * SECOND);

        // Then
        assertThat(only("curl").counts().active()).isEqualTo(1);
    }

    @Test
    void aProcessThatIsGoneKeepsItsName() {
        // Given
        var socket = ScriptedSocket.client(CURL, "10.0.0.1:40000", "10.0.0.2:80");
        processes.exited(ScriptedProcess.exit(CURL, 0, 0));

        // When
        table.opened(socket);
        table.closed(socket);

        // Then
        assertThat(only("curl").counts().opened()).isEqualTo(1);
    }

    @Test
    void destinationsBeyondTheLimitAreCountedTogether() {
        // When
        for (int host = 1; host <= 9; host++) {
            var socket = ScriptedSocket.client(CURL, "10.0.0.1:40000", "10.1.0." + host + ":80");
            table.opened(socket);
            table.closed(socket);
        }

        // Then
        List<SeriesSnapshot> series = series("curl");
        assertThat(series).hasSize(4);
        assertThat(series.stream().mapToLong(one -> one.counts().opened())).containsOnly(1L, 6L);
        assertThat(table.losses().folded()).isEqualTo(6);
    }

    @Test
    void connectionsBeyondTheLimitAreCountedAtTheirEnds() {
        // Given
        for (int port = 1; port <= 5; port++) {
            table.opened(ScriptedSocket.client(CURL, "10.0.0.1:" + port, "10.0.0.2:80"));
        }
        var oneTooMany = ScriptedSocket.client(CURL, "10.0.0.1:6", "10.0.0.2:80");

        // When
        table.opened(oneTooMany);
        table.closed(oneTooMany.traffic(10, 0, 0).ended(0, SECOND));

        // Then
        assertThat(only("curl").counts().opened()).isEqualTo(6);
        assertThat(only("curl").counts().active()).isEqualTo(5);
        assertThat(table.losses().untracked()).isEqualTo(1);
    }

    private SeriesLabels serverLabels(String local, String remote) {
        var ends = new Endpoints();
        ends.copyFrom(ScriptedSocket.server(local, remote));
        var key = new SeriesKey();
        key.set(processes.serviceOf(NGINX), true, ends);
        return new SeriesLabels(key);
    }

    private void walk(ScriptedSocket... sockets) {
        reconciliation.run(
                visitor -> {
                    for (ScriptedSocket socket : sockets) {
                        visitor.visit(socket);
                    }
                    return sockets.length;
                },
                SECOND);
    }

    private @Nullable Map<Service, List<SeriesSnapshot>> interval;

    private void nextInterval() {
        interval = null;
    }

    private SeriesSnapshot only(String service) {
        List<SeriesSnapshot> series = series(service);
        assertThat(series).as("series of " + service).hasSize(1);
        return series.getFirst();
    }

    private List<SeriesSnapshot> series(String service) {
        Map<Service, List<SeriesSnapshot>> current = interval == null ? table.drain() : interval;
        interval = current;
        return current.entrySet().stream()
                .filter(entry -> entry.getKey().identity().name().equals(service))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }
}
