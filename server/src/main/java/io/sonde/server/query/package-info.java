/** Reads from the store. Start at {@link io.sonde.server.query.StoredHistory}. */
@NullMarked
package io.sonde.server.query;

import org.jspecify.annotations.NullMarked;
