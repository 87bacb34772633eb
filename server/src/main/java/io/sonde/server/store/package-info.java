/** Hop 6, store: typed batches become rows of ClickHouse. Start at {@link io.sonde.server.store.StoreConfig}. */
@NullMarked
package io.sonde.server.store;

import org.jspecify.annotations.NullMarked;
