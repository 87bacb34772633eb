// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.sonde.agent.container.Container;
import io.sonde.agent.container.ContainerCatalog;
import io.sonde.agent.container.ContainerCatalog.Finding;
import io.sonde.agent.container.ContainerCatalog.Identification;
import io.sonde.agent.cpu.CpuTime;
import io.sonde.agent.cpu.HostCpu;
import io.sonde.agent.kernel.ProbeStatus;
import io.sonde.agent.request.SpanDecision;
import io.sonde.agent.runtime.Limits;
import io.sonde.agent.service.Origin;
import io.sonde.agent.service.ProcessCounts;
import io.sonde.agent.service.Program;
import io.sonde.agent.service.ServiceIdentity;
import io.sonde.agent.table.Bounded;
import io.sonde.agent.table.Fill;
import io.sonde.otlp.Batch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReporterTest {
    private static final long INTERVAL_NANOS = 200_000_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HostIdentity HOST = new HostIdentity("id-1", "node-1", "6.18.0", "prod");
    private static final String CONTAINER = "0123456789abcdef".repeat(4);

    private static final Container CHECKOUT = new Container(
            Origin.KUBERNETES,
            "checkout",
            "",
            false,
            Map.of("k8s.namespace.name", "shop", "k8s.pod.name", "checkout-0"));

    private final List<ExportMetricsServiceRequest> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong lost = new AtomicLong();
    private final ContainerCatalog containers = new ContainerCatalog(
            new Identification() {
                @Override
                public Finding identify(String id, int pid) {
                    return new Finding(Optional.of(CHECKOUT), true);
                }

                @Override
                public Limits limits(String id, int pid) {
                    return new Limits(0.5, 64 << 20, 0, 0);
                }
            },
            10);

    @Test
    void everyReportCarriesOneTimeOnTheWallClocksBoundary() {
        // When
        try (Reporter reporter = reporter()) {
            reporter.start();
            await().atMost(PATIENCE).until(() -> requests.size() >= 4);
        }

        // Then: the first comes at once, the last at the end; those between are on boundaries
        List<Long> times = requests.stream()
                .map(request -> {
                    List<Long> distinct = points(request)
                            .map(NumberDataPoint::getTimeUnixNano)
                            .distinct()
                            .toList();
                    assertThat(distinct).hasSize(1);
                    return distinct.getFirst();
                })
                .toList();
        assertThat(times).isSorted().doesNotHaveDuplicates();
        assertThat(times.subList(1, times.size() - 1))
                .allSatisfy(time -> assertThat(time % INTERVAL_NANOS).isZero());
    }

    @Test
    void intervalsFollowEachOtherWithoutGap() {
        // When
        try (Reporter reporter = reporter()) {
            reporter.start();
            await().atMost(PATIENCE).until(() -> requests.size() >= 3);
        }

        // Then
        for (int i = 1; i < requests.size(); i++) {
            assertThat(first(requests.get(i)).getStartTimeUnixNano())
                    .isEqualTo(first(requests.get(i - 1)).getTimeUnixNano());
        }
    }

    @Test
    void lossesAreToldAsChangesAndZeroIsTold() {
        // Given
        lost.set(5);

        // When
        try (Reporter reporter = reporter()) {
            reporter.start();
            await().atMost(PATIENCE).until(() -> requests.size() >= 2);
            lost.set(7);
        }

        // Then
        List<Long> changes = requests.stream()
                .flatMap(request -> points(request, "sonde.agent.lost"))
                .map(NumberDataPoint::getAsInt)
                .toList();
        assertThat(changes.getFirst()).isEqualTo(5);
        assertThat(changes.get(1)).isZero();
        assertThat(changes.stream().mapToLong(Long::longValue).sum()).isEqualTo(7);
    }

    @Test
    void aContainerBearsTheNameOfItsWorkload() {
        // Given
        containers.start();
        containers.seen(CONTAINER, 7);

        // When
        reporter().close();

        // Then
        assertThat(resource())
                .contains(
                        "service.name=checkout",
                        "service.instance.id=" + CONTAINER,
                        "k8s.namespace.name=shop",
                        "k8s.pod.name=checkout-0",
                        "sonde.service.origin=kubernetes");
        assertThat(points(requests.getFirst(), "sonde.container.cpu.limit").map(NumberDataPoint::getAsInt))
                .containsOnly(500L);
        assertThat(points(requests.getFirst(), "sonde.container.memory.limit").map(NumberDataPoint::getAsInt))
                .containsOnly(64L << 20);
    }

    @Test
    void aContainerThatNobodyKnowsBearsTheNameOfItsProgram() {
        // When
        reporter().close();

        // Then
        assertThat(resource())
                .contains(
                        "service.name=nginx",
                        "service.instance.id=" + CONTAINER,
                        "container.id=" + CONTAINER,
                        "host.name=node-1",
                        "host.id=id-1",
                        "k8s.cluster.name=prod",
                        "sonde.service.kind=nginx",
                        "sonde.service.origin=container");
    }

    @Test
    void cpuTimeIsToldInSeconds() {
        // When
        reporter().close();

        // Then
        var request = requests.getFirst();
        assertThat(points(request, "container.cpu.time").map(NumberDataPoint::getAsDouble))
                .containsExactly(1.5);
        assertThat(points(request, "system.cpu.logical.count").map(NumberDataPoint::getAsInt))
                .containsExactly(2L);
        assertThat(points(request, "system.cpu.time").map(NumberDataPoint::getAsDouble))
                .containsExactly(1.25);
    }

    @Test
    void anOwnerThatIsGoneIsToldAboutAndEndsNothing() {
        // Given
        var reporter = new Reporter(
                _ -> {
                    throw new RejectedExecutionException("ended");
                },
                this::snapshot,
                writer(),
                Duration.ofNanos(INTERVAL_NANOS));

        // When
        reporter.close();
        reporter.reportRest();

        // Then
        assertThat(requests).hasSize(1);
    }

    private List<String> resource() {
        return requests.getFirst().getResourceMetrics(1).getResource().getAttributesList().stream()
                .map(attribute ->
                        attribute.getKey() + "=" + attribute.getValue().getStringValue())
                .toList();
    }

    private Reporter reporter() {
        return new Reporter(Runnable::run, this::snapshot, writer(), Duration.ofNanos(INTERVAL_NANOS));
    }

    private SnapshotWriter writer() {
        return new SnapshotWriter(this::accept, HOST, new AddressBook(Path.of("/nowhere"), 10), containers);
    }

    private Snapshot snapshot() {
        var service = new Snapshot.OfService(
                new ServiceIdentity("0123456789ab", Origin.CONTAINER, CONTAINER),
                new Program("nginx", "nginx", "nginx"),
                new ProcessCounts(1, 0, 0, 0, 1),
                new CpuTime(1_500_000_000, 0),
                List.of(),
                List.of(),
                List.of(),
                Set.of());
        var agent = new Snapshot.OfAgent(
                List.of(new ProbeStatus("tcp", ProbeStatus.State.FAILED, "no BTF")),
                List.of(new Fill(Bounded.CONNECTIONS, 1, 10, 0)),
                Map.of("ring", lost.get()),
                Map.of(SpanDecision.RATE, lost.get()),
                100,
                0);
        return new Snapshot(
                List.of(service), List.of(), List.of(), new HostCpu.Use(2, Map.of(HostCpu.Mode.IDLE, 1.25)), agent);
    }

    private void accept(Batch batch) {
        try {
            requests.add(ExportMetricsServiceRequest.parseFrom(batch.bytes()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static NumberDataPoint first(ExportMetricsServiceRequest request) {
        return points(request).findFirst().orElseThrow();
    }

    private static Stream<NumberDataPoint> points(ExportMetricsServiceRequest request) {
        return metrics(request).flatMap(ReporterTest::points);
    }

    private static Stream<NumberDataPoint> points(ExportMetricsServiceRequest request, String name) {
        return metrics(request).filter(metric -> metric.getName().equals(name)).flatMap(ReporterTest::points);
    }

    private static Stream<NumberDataPoint> points(Metric metric) {
        return Stream.concat(
                metric.getSum().getDataPointsList().stream(), metric.getGauge().getDataPointsList().stream());
    }

    private static Stream<Metric> metrics(ExportMetricsServiceRequest request) {
        return request.getResourceMetricsList().stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream());
    }
}
