/** Hop 6, the embedded engine: a child process that is started, watched and ended here. Start at {@link io.sonde.server.engine.EmbeddedEngine}. */
@NullMarked
package io.sonde.server.engine;

import org.jspecify.annotations.NullMarked;
