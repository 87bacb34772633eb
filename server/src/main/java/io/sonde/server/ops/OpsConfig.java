// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.ops;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.sonde.server.config.Says;
import org.jspecify.annotations.Nullable;

@ConfigurationProperties("sonde.ops")
public record OpsConfig(
        @Says("Address for /metrics, /-/healthy and /-/ready; without it all addresses.") @Nullable
        String host,

        @Says("Port for /metrics, /-/healthy and /-/ready; 0 takes a free one.") @Bindable(defaultValue = "8081")
        int port) {}
