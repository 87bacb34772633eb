// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.otlp.Signal;

/** What a load consists of, and where the server keeps it. */
enum LoadShape {
    GAUGE("metric-ingest", "gauge point", Signal.METRICS, 8_000, 125, "metric_samples", "metric LIKE 'bench.%'"),
    /** A histogram point is about five times as long, so that requests are of the same size. */
    HISTOGRAM(
            "histogram-ingest",
            "histogram point",
            Signal.METRICS,
            2_000,
            125,
            "metric_histograms",
            "metric LIKE 'bench.%'"),
    SPAN("span-ingest", "span", Signal.TRACES, 1_000, 125, "otel_traces", "true"),
    LOG("log-ingest", "log record", Signal.LOGS, 1_000, 125, "otel_logs", "true");

    private final String benchmark;
    private final String word;
    private final Signal signal;
    private final int itemsPerRequest;
    private final int requestsPerRun;
    private final String table;
    private final String condition;

    LoadShape(
            String benchmark,
            String word,
            Signal signal,
            int itemsPerRequest,
            int requestsPerRun,
            String table,
            String condition) {
        this.benchmark = benchmark;
        this.word = word;
        this.signal = signal;
        this.itemsPerRequest = itemsPerRequest;
        this.requestsPerRun = requestsPerRun;
        this.table = table;
        this.condition = condition;
    }

    String benchmark() {
        return benchmark;
    }

    /** One of them. */
    String word() {
        return word;
    }

    Signal signal() {
        return signal;
    }

    int itemsPerRequest() {
        return itemsPerRequest;
    }

    int requestsPerRun() {
        return requestsPerRun;
    }

    long itemsPerRun() {
        return (long) itemsPerRequest * requestsPerRun;
    }

    String table() {
        return table;
    }

    /** Which rows of the table came from the load. */
    String condition() {
        return condition;
    }
}
