// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import static io.sonde.server.receive.decode.Telemetry.attribute;
import static io.sonde.server.receive.decode.Telemetry.nanos;
import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.api.query.GenericRecord;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.sonde.server.RunningServer;
import io.sonde.server.receive.decode.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is sent by any way of the protocol stands in the tables of the real engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtlpTest {

    private static final String TRACE = "0102030405060708090a0b0c0d0e0f10";
    private static final String SPAN = "a1a2a3a4a5a6a7a8";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private RunningServer server;

    /** The ways in which a request may come. */
    enum Way {
        GRPC,
        GRPC_GZIP,
        HTTP,
        HTTP_GZIP,
        HTTP_JSON,
        HTTP_JSON_GZIP
    }

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        server = RunningServer.start("--data=" + data).awaitReady();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void metricsComeBack(Way way) throws Exception {
        String service = "metrics-" + way;

        send(way, "/v1/metrics", Telemetry.everyKindOfMetric(service, now));

        assertThat(series(service, "cpu")).isEqualTo("('gauge','','test',{'core':'0'})");
        assertThat(series(service, "requests")).isEqualTo("('delta_sum','{request}','test',{})");
        assertThat(series(service, "latency")).isEqualTo("('cumulative_histogram','','test',{})");
        assertThat(series(service, "size")).isEqualTo("('delta_exponential_histogram','','test',{})");
        assertThat(series(service, "pause")).isEqualTo("('summary','','test',{})");
        assertThat(point(service, "cpu", "metric_samples", "value, toUnixTimestamp64Milli(time)"))
                .isEqualTo("(1.5," + now.toEpochMilli() + ")");
        assertThat(point(service, "requests", "metric_samples", "value, 0")).isEqualTo("(7,0)");
        assertThat(point(
                        service,
                        "latency",
                        "metric_histograms",
                        "count, sum, min, isNaN(max), bounds, counts, toUnixTimestamp64Milli(start)"))
                .isEqualTo("(6,12.5,0.5,1,[1,5],[1,2,3]," + (now.toEpochMilli() - 10_000) + ")");
        assertThat(point(
                        service,
                        "size",
                        "metric_exponential_histograms",
                        "count, scale, zero_count, zero_threshold, positive_offset, positive_counts, negative_offset,"
                                + " negative_counts"))
                .isEqualTo("(9,-3,4,0.25,-2,[3,300],1,[2])");
        assertThat(point(service, "pause", "metric_summaries", "count, sum, quantiles, values"))
                .isEqualTo("(10,3,[0.99],[0.7])");
    }

    @ParameterizedTest
    @EnumSource
    void logsComeBack(Way way) throws Exception {
        String service = "logs-" + way;
        LogRecord whole = LogRecord.newBuilder()
                .setTimeUnixNano(nanos(now))
                .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_ERROR)
                .setSeverityText("ERROR")
                .setBody(AnyValue.newBuilder().setStringValue("card declined: ü"))
                .addAttributes(attribute("order", AnyValue.newBuilder().setIntValue(7)))
                .setTraceId(bytes(TRACE))
                .setSpanId(bytes(SPAN))
                .setFlags(1)
                .setEventName("payment")
                .build();
        LogRecord bare =
                LogRecord.newBuilder().setObservedTimeUnixNano(nanos(now)).build();

        send(way, "/v1/logs", Telemetry.logs(service, whole, bare));

        List<GenericRecord> rows = server.query("SELECT toString((toUnixTimestamp64Milli(Timestamp), SeverityText,"
                + " SeverityNumber, Body, TraceId, SpanId, TraceFlags, LogAttributes, ScopeName, ScopeVersion,"
                + " ScopeAttributes, EventName, ResourceSchemaUrl)) AS row FROM otel_logs WHERE ServiceName = '"
                + service + "' AND ResourceAttributes['service.name'] = '" + service + "' ORDER BY Body DESC");
        assertThat(rows.stream().map(row -> row.getString("row")))
                .containsExactly(
                        "(" + now.toEpochMilli() + ",'ERROR',17,'card declined: ü','" + TRACE + "','" + SPAN
                                + "',1,{'order':'7'},'test','1.2',{'s':'t'},'payment','https://schema/1')",
                        "(" + now.toEpochMilli() + ",'',0,'','','',0,{},'test','1.2',{'s':'t'},'','https://schema/1')");
    }

    @ParameterizedTest
    @EnumSource
    void spansComeBack(Way way) throws Exception {
        String service = "spans-" + way;
        Span.Builder span = Span.newBuilder()
                .setTraceId(bytes(TRACE))
                .setSpanId(bytes(SPAN))
                .setParentSpanId(bytes("0000000000000001"))
                .setTraceState("a=b")
                .setName("GET /cart")
                .setKind(Span.SpanKind.SPAN_KIND_SERVER)
                .setStartTimeUnixNano(nanos(now))
                .setEndTimeUnixNano(nanos(now.plusMillis(250)))
                .addAttributes(attribute("http.route", "/cart"))
                .setStatus(Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage("boom"));
        span.addEventsBuilder()
                .setTimeUnixNano(nanos(now.plusMillis(1)))
                .setName("exception")
                .addAttributes(attribute("exception.type", "IOException"));
        span.addEventsBuilder().setTimeUnixNano(nanos(now.plusMillis(2))).setName("retry");
        span.addLinksBuilder().setTraceId(bytes(TRACE)).setSpanId(bytes(SPAN)).addAttributes(attribute("l", "m"));
        Span root = span.clone()
                .clearEvents()
                .clearLinks()
                .clearParentSpanId()
                .setName("root")
                .build();

        send(way, "/v1/traces", Telemetry.spans(service, span.build(), root));

        List<GenericRecord> rows = server.query("SELECT toString((toUnixTimestamp64Milli(Timestamp), TraceId, SpanId,"
                + " ParentSpanId, TraceState, SpanName, SpanKind, SpanAttributes, Duration, StatusCode, StatusMessage,"
                + " arrayMap(t -> toUnixTimestamp64Milli(t), `Events.Timestamp`), `Events.Name`, `Events.Attributes`,"
                + " `Links.TraceId`, `Links.SpanId`, `Links.TraceState`, `Links.Attributes`)) AS row FROM otel_traces"
                + " WHERE ServiceName = '" + service + "' ORDER BY SpanName");
        String common = "(" + now.toEpochMilli() + ",'" + TRACE + "','" + SPAN + "',";
        assertThat(rows.stream().map(row -> row.getString("row")))
                .containsExactly(
                        common + "'0000000000000001','a=b','GET /cart','Server',{'http.route':'/cart'},250000000,"
                                + "'Error','boom',[" + (now.toEpochMilli() + 1) + "," + (now.toEpochMilli() + 2)
                                + "],['exception','retry'],[{'exception.type':'IOException'},{}],['" + TRACE + "'],['"
                                + SPAN + "'],[''],[{'l':'m'}])",
                        common + "'','a=b','root','Server',{'http.route':'/cart'},250000000,'Error','boom',[],[],[],"
                                + "[],[],[],[])");
        assertThat(server.count("SELECT count() FROM otel_traces_trace_id_ts WHERE TraceId = '" + TRACE + "'"))
                .isPositive();
    }

    @Test
    void whatCannotBeStoredIsSaidAndTheRestStored() throws Exception {
        ExportMetricsServiceRequest request = Telemetry.metrics(
                "partial", Telemetry.gauge("cpu", Telemetry.point(now, 1), Telemetry.point(Instant.EPOCH, 2)));

        ExportMetricsServiceResponse overGrpc =
                MetricsServiceGrpc.newBlockingStub(server.grpc()).export(request);
        HttpResponse<byte[]> overHttp =
                server.post("/v1/metrics", request.toByteArray(), "Content-Type", "application/x-protobuf");
        HttpResponse<byte[]> inJson = server.post(
                "/v1/metrics",
                JsonFormat.printer().print(request).getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json");

        assertThat(overGrpc.getPartialSuccess().getRejectedDataPoints()).isEqualTo(1);
        assertThat(overGrpc.getPartialSuccess().getErrorMessage()).contains("the time is missing");
        assertThat(ExportMetricsServiceResponse.parseFrom(overHttp.body())).isEqualTo(overGrpc);
        assertThat(new String(inJson.body(), StandardCharsets.UTF_8)).contains("\"rejectedDataPoints\": \"1\"");
        assertThat(server.metric("sonde_server_rejected_items_total{reason=\"no_time\",signal=\"metrics\"}"))
                .isEqualTo(3);
    }

    @Test
    void aSeriesIsWrittenOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            send(Way.GRPC, "/v1/metrics", Telemetry.metrics("once", Telemetry.gauge("g", Telemetry.point(now, i))));
        }

        assertThat(server.count("SELECT count() FROM metric_series WHERE resource['service.name'] = 'once'"))
                .isEqualTo(1);
    }

    @Test
    void operationsAreTold() throws Exception {
        send(Way.GRPC, "/v1/metrics", Telemetry.metrics("ops", Telemetry.gauge("g", Telemetry.point(now, 1))));

        assertThat(server.ops("/-/healthy").statusCode()).isEqualTo(200);
        assertThat(server.ops("/-/ready").body()).isEqualTo("ready\n");
        assertThat(server.metric("sonde_server_stored_items_total{signal=\"metrics\"}"))
                .isPositive();
        assertThat(server.metric("sonde_server_table_limit{table=\"write.metrics.rows\"}"))
                .isEqualTo(1_000_000);
        assertThat(server.metric("sonde_server_insert_seconds_count{signal=\"metrics\"}"))
                .isPositive();
        assertThat(server.ops("/metrics").body()).contains("sonde_server_engine_restarts_total 0");
    }

    private String series(String service, String metric) throws Exception {
        return server.query("SELECT toString((kind, unit, scope, attributes)) AS t FROM metric_series"
                        + " WHERE metric = '" + metric + "' AND resource['service.name'] = '" + service + "'")
                .getFirst()
                .getString("t");
    }

    private String point(String service, String metric, String table, String columns) throws Exception {
        List<GenericRecord> points = server.query("SELECT toString((" + columns + ")) AS t FROM " + table
                + " WHERE fingerprint IN (SELECT fingerprint FROM metric_series WHERE metric = '" + metric
                + "' AND resource['service.name'] = '" + service + "')");
        assertThat(points).hasSize(1);
        return points.getFirst().getString("t");
    }

    private void send(Way way, String path, Message request) throws Exception {
        switch (way) {
            case GRPC -> call(request, "identity");
            case GRPC_GZIP -> call(request, "gzip");
            case HTTP -> post(path, request.toByteArray(), false, "application/x-protobuf");
            case HTTP_GZIP -> post(path, request.toByteArray(), true, "application/x-protobuf");
            case HTTP_JSON -> post(path, json(request), false, "application/json");
            case HTTP_JSON_GZIP -> post(path, json(request), true, "application/json; charset=utf-8");
        }
    }

    private void call(Message message, String compression) {
        switch (message) {
            case ExportMetricsServiceRequest request ->
                MetricsServiceGrpc.newBlockingStub(server.grpc())
                        .withCompression(compression)
                        .export(request);
            case ExportLogsServiceRequest request ->
                LogsServiceGrpc.newBlockingStub(server.grpc())
                        .withCompression(compression)
                        .export(request);
            case ExportTraceServiceRequest request ->
                TraceServiceGrpc.newBlockingStub(server.grpc())
                        .withCompression(compression)
                        .export(request);
            default -> throw new AssertionError(message);
        }
    }

    private void post(String path, byte[] body, boolean gzip, String type) throws Exception {
        HttpResponse<byte[]> answer = gzip
                ? server.post(path, gzip(body), "Content-Type", type, "Content-Encoding", "gzip")
                : server.post(path, body, "Content-Type", type);
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        assertThat(type).startsWith(answer.headers().firstValue("Content-Type").orElseThrow());
    }

    static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        }
        return packed.toByteArray();
    }

    /** As OTLP writes it: ids in hex, enumerations by number. */
    private static byte[] json(Message request) throws IOException {
        String base64Ids = JsonFormat.printer().printingEnumsAsInts().print(request);
        String hexIds = Pattern.compile("\"((?:trace|span|parentSpan)Id)\": \"([^\"]*)\"")
                .matcher(base64Ids)
                .replaceAll(m -> "\"" + m.group(1) + "\": \""
                        + HexFormat.of().formatHex(Base64.getDecoder().decode(m.group(2))) + "\"");
        return hexIds.getBytes(StandardCharsets.UTF_8);
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
