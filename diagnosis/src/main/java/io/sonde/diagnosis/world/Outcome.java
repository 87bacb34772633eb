// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

/** What became of a request. */
public enum Outcome {
    OK,
    ERROR,
    /** No answer came, because it took too long or the connection ended. */
    UNANSWERED;

    /** @param errorType {@link SignalName#ERROR} of a request; empty where there was none */
    public static Outcome of(String errorType) {
        return switch (errorType) {
            case "" -> OK;
            case "timed_out", "aborted" -> UNANSWERED;
            default -> ERROR;
        };
    }
}
