// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.sonde.server.config.Says;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

@ConfigurationProperties("sonde.engine")
public record EngineConfig(
        @Says("libchdb.so; without it the one that fetch-libchdb.sh puts into the cache.") @Nullable
        Path library,

        @Says("Memory that all statements of the embedded engine together may hold.")
        @Bindable(defaultValue = "1073741824")
        long maxMemoryBytes,

        @Says("Threads that one statement of the embedded engine may use.") @Bindable(defaultValue = "2")
        int maxThreads) {}
