// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

/**
 * One span of a request.
 *
 * @param parent 0 for none
 */
public record Span(long trace, long id, long parent, String service, String operation, Timing timing) {
    /** When it began and for how long it ran. */
    public record Timing(long startMicros, long micros) {}

    public long startMillis() {
        return timing.startMicros() / 1000;
    }
}
