// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.engine;

import java.net.URI;

/** How it stands with the embedded engine. */
public sealed interface EngineState {
    /** The first start is under way. */
    record Starting() implements EngineState {}

    /** It answers. */
    record Running(URI uri) implements EngineState {}

    /** It has ended and is being started again. */
    record Restarting(String reason) implements EngineState {}

    /**
     * It did not start several times in a row, or cannot.
     *
     * @param forGood trying has ended, since it does not help; else it goes on
     */
    record Failed(String reason, boolean forGood) implements EngineState {}

    /** It was asked to end, and has. */
    record Stopped() implements EngineState {}
}
