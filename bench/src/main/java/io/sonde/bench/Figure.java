// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the table.
 *
 * @param how how it was measured, in a phrase that lets others repeat it
 */
record Figure(String what, String value, String unit, String how) {
    private static final String MISSING = "not measured";

    private static final Pattern NUMBER = Pattern.compile("^[0-9][0-9,]*(\\.[0-9]+)?");

    /** Stands where a figure should. */
    static Figure missing(String what, String why) {
        return new Figure(what, MISSING, "", why);
    }

    boolean isMissing() {
        return value.equals(MISSING);
    }

    /** The number that the value begins with; none where nothing was measured. */
    OptionalDouble number() {
        Matcher digits = NUMBER.matcher(value);
        return digits.find()
                ? OptionalDouble.of(Double.parseDouble(digits.group().replace(",", "")))
                : OptionalDouble.empty();
    }
}
