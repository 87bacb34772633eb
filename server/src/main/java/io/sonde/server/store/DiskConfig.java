// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.sonde.server.config.Says;

@ConfigurationProperties("sonde.disk")
public record DiskConfig(
        @Says(
                "Free bytes of the data's disk below which new data is refused until a quarter more than that is free; merges need room too."
                        + " 0: never refused. For the embedded engine only.")
        @Bindable(defaultValue = "1073741824")
        long keepFreeBytes) {}
