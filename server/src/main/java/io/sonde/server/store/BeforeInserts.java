// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

/**
 * Called once, when the tables are there and before the first batch of this program is inserted: whoever follows what is stored
 * begins here with what the store has already.
 */
@FunctionalInterface
public interface BeforeInserts {
    void tablesReady();
}
