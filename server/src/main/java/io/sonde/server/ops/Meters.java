// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.ops;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Where everything that counts, counts. */
@Factory
final class Meters {
    @Singleton
    @Bean(preDestroy = "close")
    PrometheusMeterRegistry registry(JvmGcMetrics collector) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        collector.bindTo(registry);
        return registry;
    }

    /** The JVM's collector holds whoever listens to it, and with the registry the whole server. */
    @Singleton
    @Bean(preDestroy = "close")
    JvmGcMetrics collector() {
        return new JvmGcMetrics();
    }
}
