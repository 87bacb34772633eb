// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

/** The three kinds of data that OTLP carries, each with a service of its own. */
public enum Signal {
    METRICS("opentelemetry.proto.collector.metrics.v1.MetricsService/Export"),
    LOGS("opentelemetry.proto.collector.logs.v1.LogsService/Export"),
    TRACES("opentelemetry.proto.collector.trace.v1.TraceService/Export");

    private final String method;

    Signal(String method) {
        this.method = method;
    }

    /** Full name of the gRPC method that takes this signal. */
    public String method() {
        return method;
    }
}
