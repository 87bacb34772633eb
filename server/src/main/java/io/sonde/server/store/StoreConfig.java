// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.sonde.server.config.Says;
import io.sonde.server.config.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

@ConfigurationProperties("sonde.store")
public record StoreConfig(
        @Says("HTTP address of a ClickHouse; without it the embedded engine is started.") @Nullable
        URI url,

        @Says("User at the ClickHouse.") @Bindable(defaultValue = "default")
        String user,

        @Says("Password at the ClickHouse.") @Nullable Secret password,

        @Says("Database of all tables; made when it is not there.") @Bindable(defaultValue = "sonde")
        String database) {}
