// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who want to know what was stored. One that fails must not hurt the writer. */
@Singleton
final class Listeners {
    private static final Logger log = LoggerFactory.getLogger(Listeners.class);

    private final List<StoredMetrics> listeners;
    private final Counter failures;

    Listeners(List<StoredMetrics> listeners, MeterRegistry meters) {
        this.listeners = listeners;
        this.failures = meters.counter("sonde.server.listener.failures");
    }

    void stored(MetricBatch batch) {
        for (StoredMetrics listener : listeners) {
            try {
                listener.stored(batch);
            } catch (RuntimeException e) {
                failures.increment();
                log.warn("{} failed on a stored batch", listener.getClass().getSimpleName(), e);
            }
        }
    }
}
