// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.limit;

import static io.sonde.server.limit.Bounded.REQUESTS;
import static io.sonde.server.limit.Bounded.REST_REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.sonde.server.RunningServer;
import io.sonde.server.ops.OpsServer;
import io.sonde.server.receive.GrpcReceiver;
import io.sonde.server.receive.HttpReceiver;
import io.sonde.server.web.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The server's ports, with more who want to come in than may. Its store takes connections and never says a word. */
final class FullDoors implements AutoCloseable {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    private final ServerSocket silentStore = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> guests = new ArrayList<>();
    private final RunningServer server;

    private FullDoors() throws Exception {
        server = RunningServer.start(
                "--store.url=http://127.0.0.1:" + silentStore.getLocalPort(),
                "--otlp.max-connections=3",
                "--otlp.max-requests=1",
                "--http.max-connections=3",
                "--http.max-requests=1");
    }

    static Fill connections(Bounded which) throws Exception {
        try (FullDoors doors = new FullDoors()) {
            int port = doors.port(which);
            for (long i = doors.fill(which).size(); i < doors.fill(which).limit(); i++) {
                doors.enter(port);
            }
            await().until(() -> doors.fill(which).size() == doors.fill(which).limit());
            assertThat(isSentAway(doors.enter(port))).isTrue();
            return doors.fill(which);
        }
    }

    static Fill requests() throws Exception {
        try (FullDoors doors = new FullDoors()) {
            Socket slow = doors.enter(doors.port(Bounded.HTTP_CONNECTIONS));
            say(
                    slow,
                    "POST /v1/metrics HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-protobuf\r\nContent-Length: 9\r\n\r\n");
            await().until(() -> doors.fill(REQUESTS).size() == 1);

            HttpResponse<byte[]> overHttp =
                    doors.server.post("/v1/metrics", new byte[0], "Content-Type", "application/x-protobuf");
            assertThat(overHttp.statusCode()).isEqualTo(429);
            assertThat(overHttp.headers().firstValue("Retry-After")).hasValue("1");
            assertThatThrownBy(doors::exportOverGrpc)
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED));
            Fill full = doors.fill(REQUESTS);

            // Whoever hangs up in the middle of a request gives its place back, and so does whoever was answered.
            slow.close();
            await().until(() -> doors.fill(REQUESTS).size() == 0);
            doors.exportOverGrpc();
            await().until(() -> doors.fill(REQUESTS).size() == 0);
            return full;
        }
    }

    static Fill questions() throws Exception {
        try (FullDoors doors = new FullDoors()) {
            Socket first = doors.enter(doors.port(Bounded.REST_CONNECTIONS));
            say(first, "GET /api/v1/agents HTTP/1.1\r\nHost: a\r\n\r\n");
            await().until(() -> doors.fill(REST_REQUESTS).size() == 1);

            HttpResponse<String> second = doors.server.rest("/api/v1/map");
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.body()).contains("--http.max-requests", "requestId");
            assertThat(doors.server.rest("/api/v1/server").statusCode()).isEqualTo(200);
            Fill full = doors.fill(REST_REQUESTS);

            doors.silentStore.close();
            await().atMost(LONGEST_ANSWER).until(() -> doors.fill(REST_REQUESTS).size() == 0);
            return full;
        }
    }

    private void exportOverGrpc() {
        var _ = MetricsServiceGrpc.newBlockingStub(server.grpc())
                .export(ExportMetricsServiceRequest.getDefaultInstance());
    }

    private Fill fill(Bounded which) {
        return Objects.requireNonNull(server.bean(BoundedTables.class).fills().get(which), "nobody watches " + which);
    }

    private int port(Bounded which) {
        return switch (which) {
            case GRPC_CONNECTIONS -> server.bean(GrpcReceiver.class).port();
            case HTTP_CONNECTIONS -> server.bean(HttpReceiver.class).port();
            case REST_CONNECTIONS -> server.bean(WebServer.class).port();
            case OPS_CONNECTIONS -> server.bean(OpsServer.class).port();
            default -> throw new IllegalArgumentException("no port: " + which);
        };
    }

    private Socket enter(int port) throws IOException {
        Socket guest = new Socket(InetAddress.getLoopbackAddress(), port);
        guests.add(guest);
        return guest;
    }

    private static void say(Socket guest, String text) throws IOException {
        guest.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isSentAway(Socket guest) {
        try {
            guest.setSoTimeout((int) LONGEST_ANSWER.toMillis());
            return guest.getInputStream().read() == -1;
        } catch (IOException e) {
            return e.getMessage() != null && e.getMessage().contains("reset");
        }
    }

    @Override
    public void close() throws IOException {
        silentStore.close();
        server.close();
        for (Socket guest : guests) {
            guest.close();
        }
    }
}
