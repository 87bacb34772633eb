// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.sonde.server.config.Says;
import java.time.Duration;

@ConfigurationProperties("sonde.write")
public record WriteConfig(
        @Says("Rows at which a batch is written as soon as the one before is stored.") @Bindable(defaultValue = "5000")
        int batchRows,

        @Says("Least time from one batch to the next while they have fewer rows than that.")
        @Bindable(defaultValue = "200ms")
        Duration linger,

        @Says("Most rows in one insert.") @Bindable(defaultValue = "200000")
        int maxBatchRows,

        @Says("Most rows that may wait for the store, per signal.") @Bindable(defaultValue = "1000000")
        int queueRows,

        @Says("Most bytes that may wait for the store, per signal.") @Bindable(defaultValue = "134217728")
        long queueBytes,

        @Says("Most series remembered as written today; beyond it they are written once more.")
        @Bindable(defaultValue = "262144")
        int recentSeries,

        @Says("How long a batch is tried again while the store is away; then its senders are told to come back.")
        @Bindable(defaultValue = "8s")
        Duration deadline) {}
