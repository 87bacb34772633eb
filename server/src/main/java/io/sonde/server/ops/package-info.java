/** Operations: metrics and health on a port of their own. Start at {@link io.sonde.server.ops.OpsConfig}. */
@NullMarked
package io.sonde.server.ops;

import org.jspecify.annotations.NullMarked;
