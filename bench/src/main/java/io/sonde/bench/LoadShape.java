// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.otlp.Signal;

/** What a load consists of, and where the server keeps it. */
enum LoadShape {
    GAUGE("metric-ingest", "gauge point", Signal.METRICS, 8_000, "metric_samples", "metric LIKE 'bench.%'"),
    /** A histogram point is about five times as long, so that requests are of the same size. */
    HISTOGRAM(
            "histogram-ingest", "histogram point", Signal.METRICS, 2_000, "metric_histograms", "metric LIKE 'bench.%'"),
    SPAN("span-ingest", "span", Signal.TRACES, 1_000, "otel_traces", "true"),
    LOG("log-ingest", "log record", Signal.LOGS, 1_000, "otel_logs", "true");

    /** Some seconds of load: enough to let the store merge meanwhile. */
    private static final int REQUESTS_PER_RUN = 125;

    private final String benchmark;
    private final String word;
    private final Signal signal;
    private final int itemsPerRequest;
    private final String table;
    private final String condition;

    LoadShape(String benchmark, String word, Signal signal, int itemsPerRequest, String table, String condition) {
        this.benchmark = benchmark;
        this.word = word;
        this.signal = signal;
        this.itemsPerRequest = itemsPerRequest;
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
        return REQUESTS_PER_RUN;
    }

    long itemsPerRun() {
        return (long) itemsPerRequest * REQUESTS_PER_RUN;
    }

    String table() {
        return table;
    }

    /** Which rows of the table came from the load. */
    String condition() {
        return condition;
    }
}
