/** How full everything bounded is, and what found no room. Start at {@link io.sonde.server.limit.BoundedTables}. */
@NullMarked
package io.sonde.server.limit;

import org.jspecify.annotations.NullMarked;
