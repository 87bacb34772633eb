/**
 * Feeds the world with what was stored, and answers for any window: from memory where it can, else from the store. Start at
 * {@link io.sonde.server.world.Worlds}.
 */
@NullMarked
package io.sonde.server.world;

import org.jspecify.annotations.NullMarked;
