// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

/** Where the ClickHouse is at this moment: an address that was set, or that of the embedded engine's current process. */
@FunctionalInterface
public interface StoreEndpoint {
    StoreAddress address() throws StoreException;
}
