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
 * @param deadline a request without answer by then is tried again
 */
public record ExporterSettings(
        Endpoint endpoint,
        @Nullable String apiKey,
        @Nullable Path trustedCertificates,
        QueueLimits queueLimits,
        Backoff backoff,
        Duration deadline) {
    private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

    /** Everything at its default. */
    public static ExporterSettings to(Endpoint endpoint) {
        return new ExporterSettings(endpoint, null, null, QueueLimits.DEFAULT, Backoff.DEFAULT, DEFAULT_DEADLINE);
    }

    public ExporterSettings withApiKey(@Nullable String key) {
        return new ExporterSettings(endpoint, key, trustedCertificates, queueLimits, backoff, deadline);
    }

    public ExporterSettings withTrustedCertificates(@Nullable Path pem) {
        return new ExporterSettings(endpoint, apiKey, pem, queueLimits, backoff, deadline);
    }

    public ExporterSettings withQueueLimits(QueueLimits limits) {
        return new ExporterSettings(endpoint, apiKey, trustedCertificates, limits, backoff, deadline);
    }

    public ExporterSettings withBackoff(Backoff newBackoff) {
        return new ExporterSettings(endpoint, apiKey, trustedCertificates, queueLimits, newBackoff, deadline);
    }

    public ExporterSettings withDeadline(Duration newDeadline) {
        return new ExporterSettings(endpoint, apiKey, trustedCertificates, queueLimits, backoff, newDeadline);
    }

    @Override
    public String toString() {
        return endpoint + (apiKey == null ? " without API key" : " with API key") + ", " + queueLimits + ", " + backoff;
    }
}
