// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sonde.server.store.DiskGuard;
import io.sonde.server.store.Store;
import jakarta.inject.Singleton;

/** What the operations port says. */
@Singleton
final class OpsAnswers {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry meters;
    private final Store store;
    private final DiskGuard disk;

    record OpsAnswer(int status, String type, String text) {}

    OpsAnswers(PrometheusMeterRegistry meters, Store store, DiskGuard disk) {
        this.meters = meters;
        this.store = store;
        this.disk = disk;
    }

    OpsAnswer to(String path) {
        return switch (path) {
            case "/metrics" -> new OpsAnswer(200, PROMETHEUS, meters.scrape());
            case "/-/healthy" -> new OpsAnswer(200, TEXT, "healthy\n");
            case "/-/ready" -> readiness();
            default -> new OpsAnswer(404, TEXT, "there are /metrics, /-/healthy and /-/ready\n");
        };
    }

    private OpsAnswer readiness() {
        String reason = store.notReady();
        if (reason != null) {
            return new OpsAnswer(503, TEXT, "not ready: " + reason + "\n");
        }
        // Readers are served all the same: a server that refuses to write is still the one to ask.
        String refusal = disk.refusal();
        return new OpsAnswer(200, TEXT, refusal == null ? "ready\n" : "ready to read. " + refusal + "\n");
    }
}
