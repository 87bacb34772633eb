// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link Exporter} sends.
 *
 * @param apiKey sent as bearer token; never printed
 * @param trustedCertificates PEM file to trust instead of the JDK's authorities
 * @param queueLimits of what waits in memory: everything without a spool, what the disk does not take with one
 * @param spool null to keep nothing on disk
 * @param deadline a request without answer by then is tried again
 */
public record ExporterSettings(
        Endpoint endpoint,
        @Nullable String apiKey,
        @Nullable Path trustedCertificates,
        QueueLimits queueLimits,
        @Nullable SpoolLimits spool,
        Backoff backoff,
        Duration deadline) {
    private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

    /** Everything at its default. */
    public static ExporterSettings to(Endpoint endpoint) {
        return new ExporterSettings(endpoint, null, null, QueueLimits.DEFAULT, null, Backoff.DEFAULT, DEFAULT_DEADLINE);
    }

    public ExporterSettings withApiKey(@Nullable String key) {
        return new ExporterSettings(endpoint, key, trustedCertificates, queueLimits, spool, backoff, deadline);
    }

    public ExporterSettings withTrustedCertificates(@Nullable Path pem) {
        return new ExporterSettings(endpoint, apiKey, pem, queueLimits, spool, backoff, deadline);
    }

    public ExporterSettings withQueueLimits(QueueLimits limits) {
        return new ExporterSettings(endpoint, apiKey, trustedCertificates, limits, spool, backoff, deadline);
    }

    public ExporterSettings withSpool(@Nullable SpoolLimits limits) {
        return new ExporterSettings(endpoint, apiKey, trustedCertificates, queueLimits, limits, backoff, deadline);
    }

    public ExporterSettings withBackoff(Backoff newBackoff) {
        return new ExporterSettings(endpoint, apiKey, trustedCertificates, queueLimits, spool, newBackoff, deadline);
    }

    public ExporterSettings withDeadline(Duration newDeadline) {
        return new ExporterSettings(endpoint, apiKey, trustedCertificates, queueLimits, spool, backoff, newDeadline);
    }

    @Override
    public String toString() {
        return endpoint + (apiKey == null ? " without API key" : " with API key") + ", " + queueLimits + ", " + backoff;
    }
}
