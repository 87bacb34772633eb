// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

/**
 * How two values of one cell become one. Everything is a whole number (durations in nanoseconds), so that the result does
 * not depend on the order, and a window merged here equals the same window summed by a store.
 */
enum Fold {
    /** Both add up: a change since the last export. */
    SUM(0),
    /** Count and sum both add up: a distribution of which the mean is wanted. */
    MEAN(1),
    /** The later value wins; at the same time the greater one. */
    LAST(2),
    /** The latest time it was there. */
    SIGHTING(3),
    /** First and last time. */
    SPAN(4);

    private static final Fold[] BY_CODE = values();

    /** How it is written in packed cells. */
    final byte code;

    Fold(int code) {
        this.code = (byte) code;
    }

    static Fold ofCode(int code) {
        return BY_CODE[code];
    }
}
