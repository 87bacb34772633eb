// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

/** What kind of points a load consists of, and where the server keeps them. */
enum PointShape {
    GAUGE("metric-ingest", "gauge", 8_000, 125, "metric_samples"),
    /** A histogram point is about five times as long, so that requests are of the same size. */
    HISTOGRAM("histogram-ingest", "histogram", 2_000, 125, "metric_histograms");

    private final String benchmark;
    private final String word;
    private final int pointsPerRequest;
    private final int requestsPerRun;
    private final String table;

    PointShape(String benchmark, String word, int pointsPerRequest, int requestsPerRun, String table) {
        this.benchmark = benchmark;
        this.word = word;
        this.pointsPerRequest = pointsPerRequest;
        this.requestsPerRun = requestsPerRun;
        this.table = table;
    }

    String benchmark() {
        return benchmark;
    }

    String word() {
        return word;
    }

    int pointsPerRequest() {
        return pointsPerRequest;
    }

    int requestsPerRun() {
        return requestsPerRun;
    }

    long pointsPerRun() {
        return (long) pointsPerRequest * requestsPerRun;
    }

    String table() {
        return table;
    }
}
