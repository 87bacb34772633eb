// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.config.Secret;
import java.net.URI;

/** Where a ClickHouse answers, and with what it is opened. */
public record StoreAddress(URI uri, String user, Secret password) {}
