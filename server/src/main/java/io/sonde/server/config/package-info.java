/** Settings: what may be set, what each says, and the refusal of what is not known. Start at {@link io.sonde.server.config.Setting}; which there are stands in {@link io.sonde.server.Server}'s room. */
@NullMarked
package io.sonde.server.config;

import org.jspecify.annotations.NullMarked;
