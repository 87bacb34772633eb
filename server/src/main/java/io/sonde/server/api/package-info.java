/** REST under {@code /api/v1}, as described in docs/formats/rest.md. Start at {@link io.sonde.server.api.MapRoute}. */
@NullMarked
package io.sonde.server.api;

import org.jspecify.annotations.NullMarked;
