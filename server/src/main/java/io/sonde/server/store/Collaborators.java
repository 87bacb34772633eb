// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.sonde.server.config.Secret;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;

/** What the store needs from outside. */
@Factory
final class Collaborators {
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** A ClickHouse of the user's own. Without it the embedded engine is the endpoint. */
    @Singleton
    @Requires(property = "sonde.store.url")
    StoreEndpoint givenEndpoint(StoreConfig config) {
        URI url = config.url();
        if (url == null) {
            throw new IllegalStateException("BUG: the endpoint was asked for without an address");
        }
        StoreAddress address = new StoreAddress(url, config.user(), new Secret(Secret.textOf(config.password())));
        return () -> address;
    }
}
