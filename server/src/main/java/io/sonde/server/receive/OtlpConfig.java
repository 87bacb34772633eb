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

        @Says("Most connections at a time to each of the two ports; further ones are closed at once.")
        @Bindable(defaultValue = "10000")
        int maxConnections,

        @Says(
                "Most requests that may be read, or wait until they are stored, at a time; senders of further ones are told to come back.")
        @Bindable(defaultValue = "2000")
        int maxRequests,

        @Says("Most bytes of a request as sent.") @Bindable(defaultValue = "16777216")
        int maxRequestBytes,

        @Says("Most bytes of a request once decompressed.") @Bindable(defaultValue = "67108864")
        int maxDecompressedBytes,

        @Says("Most series kept known; what falls out is read again when it returns.")
        @Bindable(defaultValue = "262144")
        int seriesCache) {}
