// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.sonde.server.config.Says;
import java.time.Duration;

@ConfigurationProperties("sonde.retention")
public record RetentionConfig(
        @Says("How long metrics are kept, in whole days.") @Bindable(defaultValue = "30d")
        Duration metrics,

        @Says("How long logs are kept, in whole days.") @Bindable(defaultValue = "7d")
        Duration logs,

        @Says("How long traces are kept, in whole days.") @Bindable(defaultValue = "7d")
        Duration traces,

        @Says("How long answers to why a service was in trouble are kept, in whole days.")
        @Bindable(defaultValue = "90d")
        Duration causes) {}
