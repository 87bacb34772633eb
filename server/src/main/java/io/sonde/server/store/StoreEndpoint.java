// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import java.net.URI;

/** Where the ClickHouse is at this moment: an address that was set, or that of the embedded engine's current process. */
public interface StoreEndpoint {
    URI uri() throws StoreException;
}
