// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

/**
 * What earlier lives of a sender left on disk.
 *
 * @param mark of the last report that is whole
 * @param unfinishedItems at least so many were in a report that was being written when the sender was killed; they are cut off
 */
public record Recovered(Mark mark, long unfinishedItems) {
    static final Recovered NOTHING = new Recovered(Mark.NONE, 0);
}
