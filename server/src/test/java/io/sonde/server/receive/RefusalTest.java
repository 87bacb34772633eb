// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.sonde.server.RunningServer;
import io.sonde.server.receive.decode.Telemetry;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not taken is refused with a reason, and harms nothing. The store of this server is away all the time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTest {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String KEY = "right";
    private static final int QUEUE_ROWS = 10;

    private final ServerSocket nobody = nobody();
    private RunningServer server;

    @BeforeAll
    void start() throws Exception {
        server = RunningServer.start(
                "--store.url=http://127.0.0.1:" + nobody.getLocalPort(),
                "--otlp.api-keys=other, " + KEY,
                "--otlp.max-request-bytes=100000",
                "--otlp.max-decompressed-bytes=1000000",
                "--write.deadline=1s",
                "--write.queue-rows=" + QUEUE_ROWS);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
        nobody.close();
    }

    @ParameterizedTest
    @CsvSource({
        "authorization, Bearer right, 200",
        "authorization, bearer other, 200",
        "x-api-key,     right,        200",
        "authorization, Bearer wrong, 401",
        "authorization, right,        401",
        "x-api-key,     '',           401",
        "x-other,       right,        401",
    })
    void onlyWhoShowsAKeyMaySend(String header, String value, int status) throws Exception {
        byte[] empty = ExportMetricsServiceRequest.getDefaultInstance().toByteArray();

        HttpResponse<byte[]> answer = server.post("/v1/metrics", empty, "Content-Type", PROTOBUF, header, value);
        Code overGrpc = codeOf(() -> MetricsServiceGrpc.newBlockingStub(server.grpc(header, value))
                .export(ExportMetricsServiceRequest.getDefaultInstance()));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(overGrpc).isEqualTo(status == 200 ? Code.OK : Code.UNAUTHENTICATED);
        if (status != 200) {
            assertThat(Status.parseFrom(answer.body()).getMessage())
                    .contains("API key")
                    .doesNotContain(KEY);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-protobuf, identity, not a message,  400, at byte",
        "application/x-protobuf, gzip,     not packed,     400, not gzip",
        "application/x-protobuf, br,       anything,       415, gzip or no content encoding",
        "application/json,       identity, {,              400, not OTLP in JSON",
        "application/json,       identity, [[[[[],         400, not OTLP in JSON",
        "application/json,       identity, '{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"xyz\"}]}]}]}', 400, not OTLP in JSON",
        "text/plain,             identity, anything,       415, application/x-protobuf or application/json",
    })
    void whatCannotBeReadIsSaid(String type, String packing, String body, int status, String message) throws Exception {
        HttpResponse<byte[]> answer = server.post(
                "/v1/traces",
                body.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                type,
                "Content-Encoding",
                packing,
                "x-api-key",
                KEY);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(message);
    }

    @Test
    void malformedOverGrpcIsSaid() {
        assertThat(codeOf(() -> raw("not a message".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Code.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @CsvSource({"/v1/other, 404", "/, 404"})
    void otherPathsAreNotHere(String path, int status) throws Exception {
        assertThat(server.post(path, new byte[0], "x-api-key", KEY).statusCode())
                .isEqualTo(status);
    }

    @Test
    void tooLargeIsSaid() throws Exception {
        HttpResponse<byte[]> large =
                server.post("/v1/logs", new byte[100_001], "Content-Type", PROTOBUF, "x-api-key", KEY);

        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(Status.parseFrom(large.body()).getMessage()).contains("100000");
    }

    @Test
    void aSmallBodyThatUnpacksToALargeOneIsStopped() throws Exception {
        byte[] bomb = OtlpTest.gzip(new byte[50_000_000]);

        HttpResponse<byte[]> answer =
                server.post("/v1/logs", bomb, "Content-Type", PROTOBUF, "Content-Encoding", "gzip", "x-api-key", KEY);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(Status.parseFrom(answer.body()).getMessage()).contains("unpacks to more than 1000000");
        assertThat(codeOf(() -> LogsServiceGrpc.newBlockingStub(server.grpc("x-api-key", KEY))
                        .withCompression("gzip")
                        .export(ExportLogsServiceRequest.newBuilder()
                                .mergeFrom(Telemetry.logs("x".repeat(2_000_000)))
                                .build())))
                .isEqualTo(Code.RESOURCE_EXHAUSTED);
    }

    @Test
    void aFullQueueAndAStoreThatIsAwaySendTheSenderAwayForAWhile() throws Exception {
        ExportMetricsServiceRequest request = points(QUEUE_ROWS);
        var first = CompletableFuture.supplyAsync(
                () -> failureOf(() -> MetricsServiceGrpc.newBlockingStub(server.grpc("x-api-key", KEY))
                        .export(request)));
        Awaitility.await()
                .until(() -> server.metric("sonde_server_table_size{table=\"write.metrics.rows\"}") == QUEUE_ROWS);

        Status full = failureOf(() -> MetricsServiceGrpc.newBlockingStub(server.grpc("x-api-key", KEY))
                .export(points(1)));
        HttpResponse<byte[]> fullOverHttp =
                server.post("/v1/metrics", points(1).toByteArray(), "Content-Type", PROTOBUF, "x-api-key", KEY);

        assertThat(full.getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED.getNumber());
        assertThat(retrySeconds(full)).isEqualTo(1);
        assertThat(fullOverHttp.statusCode()).isEqualTo(429);
        assertThat(fullOverHttp.headers().firstValue("Retry-After")).contains("1");
        assertThat(first.join().getCode()).isEqualTo(Code.UNAVAILABLE.getNumber());
        assertThat(retrySeconds(first.join())).isEqualTo(5);
        assertThat(server.metric("sonde_server_dropped_items_total{reason=\"queue_full\",signal=\"metrics\"}"))
                .isEqualTo(2);
        assertThat(server.metric("sonde_server_dropped_items_total{reason=\"store_away\",signal=\"metrics\"}"))
                .isEqualTo(QUEUE_ROWS);
        assertThat(server.ops("/-/ready").statusCode()).isEqualTo(503);
        assertThat(server.ops("/-/ready").body()).startsWith("not ready: ");
    }

    @Test
    void aStoreThatIsAwayIsSaidOverHttp() throws Exception {
        HttpResponse<byte[]> answer = server.post(
                "/v1/logs",
                Telemetry.logs("s", LogRecord.getDefaultInstance()).toByteArray(),
                "Content-Type",
                PROTOBUF,
                "x-api-key",
                KEY);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }

    private static ExportMetricsServiceRequest points(int count) {
        var points = new NumberDataPoint[count];
        Arrays.fill(points, Telemetry.point(Instant.now(), 1));
        return Telemetry.metrics("s", Telemetry.gauge("g", points));
    }

    private void raw(byte[] message) {
        MethodDescriptor<RawRequest, byte[]> method = MethodDescriptor.<RawRequest, byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(Signal.METRICS.service() + "/Export")
                .setRequestMarshaller(RawMarshaller.INSTANCE)
                .setResponseMarshaller(AnswerMarshaller.INSTANCE)
                .build();
        ClientCalls.blockingUnaryCall(
                server.grpc("x-api-key", KEY), method, CallOptions.DEFAULT, RawRequest.of(message));
    }

    private static Code codeOf(Runnable call) {
        try {
            call.run();
            return Code.OK;
        } catch (StatusRuntimeException e) {
            return Code.forNumber(e.getStatus().getCode().value());
        }
    }

    private static Status failureOf(Runnable call) {
        try {
            call.run();
            throw new AssertionError("was taken");
        } catch (StatusRuntimeException e) {
            return Objects.requireNonNull(StatusProto.fromThrowable(e));
        }
    }

    private static long retrySeconds(Status status) throws Exception {
        Any detail = status.getDetails(0);
        return detail.unpack(RetryInfo.class).getRetryDelay().getSeconds();
    }

    /** A port that is taken and where nobody answers. */
    private static ServerSocket nobody() {
        try {
            return new ServerSocket(0, 1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
