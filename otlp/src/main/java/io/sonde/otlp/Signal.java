// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import org.jspecify.annotations.Nullable;

/** The three kinds of data that OTLP carries, each with a service of its own. */
public enum Signal {
    METRICS(1, "opentelemetry.proto.collector.metrics.v1.MetricsService/Export"),
    LOGS(2, "opentelemetry.proto.collector.logs.v1.LogsService/Export"),
    TRACES(3, "opentelemetry.proto.collector.trace.v1.TraceService/Export");

    private final int code;
    private final String method;

    Signal(int code, String method) {
        this.code = code;
        this.method = method;
    }

    /** As it stands on disk: may never change. */
    int code() {
        return code;
    }

    static @Nullable Signal of(int code) {
        return switch (code) {
            case 1 -> METRICS;
            case 2 -> LOGS;
            case 3 -> TRACES;
            default -> null;
        };
    }

    /** Full name of the gRPC method that takes this signal. */
    public String method() {
        return method;
    }
}
