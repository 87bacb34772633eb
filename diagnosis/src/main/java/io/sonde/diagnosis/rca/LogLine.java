// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

/**
 * One line of a log, its changing parts masked.
 *
 * @param trace 0 where the line does not say to which request it belongs
 */
public record LogLine(long nanos, String service, String pattern, long trace, long span) {
    public long millis() {
        return nanos / 1_000_000;
    }
}
