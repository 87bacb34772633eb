// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.sonde.server.config.Says;
import io.sonde.server.config.Secret;
import org.jspecify.annotations.Nullable;

@ConfigurationProperties("sonde.otlp")
public record OtlpConfig(
        @Says("Address for OTLP; without it all addresses.") @Nullable
        String host,

        @Says("Port for OTLP over gRPC; 0 takes a free one.") @Bindable(defaultValue = "4317")
        int grpcPort,

        @Says("Port for OTLP over HTTP; 0 takes a free one.") @Bindable(defaultValue = "4318")
        int httpPort,

        @Says("Keys that senders must show, separated by commas; without it no key is asked for.") @Nullable
        Secret apiKeys,

        @Says("Most bytes of a request as sent.") @Bindable(defaultValue = "16777216")
        int maxRequestBytes,

        @Says("Most bytes of a request once decompressed.") @Bindable(defaultValue = "67108864")
        int maxDecompressedBytes,

        @Says("Most series kept known; what falls out is read again when it returns.")
        @Bindable(defaultValue = "262144")
        int seriesCache) {}
