// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

/**
 * Up to where its sender's input is contained in a report: whoever reads the input again begins there. Kept with the report, so
 * that either both are on the disk or neither.
 *
 * @param epoch which input; positions of two inputs do not compare
 */
public record Mark(long epoch, long position) {
    /** Of a sender that cannot read its input again. */
    public static final Mark NONE = new Mark(0, 0);
}
