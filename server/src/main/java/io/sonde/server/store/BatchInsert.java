// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import java.util.List;

/** How batches of one signal get into their tables. Called by one thread. */
interface BatchInsert<B> {
    /**
     * Inserts all batches together. When it fails it is called again with the same batches and the same token, and must then
     * send the same blocks: the store knows from the token what it has already.
     */
    void insert(List<B> batches, String token) throws StoreException;

    /** The batches are stored. */
    default void stored(List<B> batches) {}
}
