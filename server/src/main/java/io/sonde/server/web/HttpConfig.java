// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.web;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.sonde.server.config.Says;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

@ConfigurationProperties("sonde.http")
public record HttpConfig(
        @Says("Address for REST and UI; without it all addresses.") @Nullable
        String host,

        @Says("Port for REST and UI; 0 takes a free one.") @Bindable(defaultValue = "8080")
        int port,

        @Says("Most connections at a time; further ones are closed at once.") @Bindable(defaultValue = "1000")
        int maxConnections,

        @Says("Most questions that are answered at a time; whoever asks further ones is told to come back.")
        @Bindable(defaultValue = "64")
        int maxRequests,

        @Says("Directory of the UI's files; without it those inside the program.") @Nullable
        Path webDirectory) {}
