/**
 * The world: which services there are in a window of time and what runs between them. Start at {@link
 * io.sonde.diagnosis.world.WorldHistory} (live) or {@link io.sonde.diagnosis.world.WindowFacts} (from a store); both end in
 * the same {@link io.sonde.diagnosis.world.World}.
 */
@NullMarked
package io.sonde.diagnosis.world;

import org.jspecify.annotations.NullMarked;
