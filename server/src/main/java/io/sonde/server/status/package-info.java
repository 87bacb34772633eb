/** How the server itself is, in sentences. Start at {@link io.sonde.server.status.ServerStatus}. */
@NullMarked
package io.sonde.server.status;

import org.jspecify.annotations.NullMarked;
