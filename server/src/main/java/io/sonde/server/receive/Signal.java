// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.Locale;

/** The three kinds of telemetry, and how OTLP calls them. */
enum Signal {
    METRICS(
            "opentelemetry.proto.collector.metrics.v1.MetricsService",
            ExportMetricsServiceRequest.getDefaultInstance(),
            ExportMetricsServiceResponse.getDefaultInstance()),
    LOGS(
            "opentelemetry.proto.collector.logs.v1.LogsService",
            ExportLogsServiceRequest.getDefaultInstance(),
            ExportLogsServiceResponse.getDefaultInstance()),
    TRACES(
            "opentelemetry.proto.collector.trace.v1.TraceService",
            ExportTraceServiceRequest.getDefaultInstance(),
            ExportTraceServiceResponse.getDefaultInstance());

    private final String service;
    private final Message request;
    private final Message response;

    Signal(String service, Message request, Message response) {
        this.service = service;
        this.request = request;
        this.response = response;
    }

    /** As it stands in metrics and in the path of OTLP over HTTP. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String path() {
        return "/v1/" + word();
    }

    String service() {
        return service;
    }

    Message.Builder request() {
        return request.newBuilderForType();
    }

    Message.Builder response() {
        return response.newBuilderForType();
    }
}
