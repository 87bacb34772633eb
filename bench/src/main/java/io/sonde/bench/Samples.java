// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Values of several short runs; the median stands for them, smallest and largest say how far to trust it. */
final class Samples {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
        values.sort(null);
    }

    double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /** Below or at which so many of a hundred lie. */
    double percentile(int percent) {
        return values.get(Math.ceilDiv(values.size() * percent, 100) - 1);
    }

    /** The median, with the range behind it. */
    String text(int decimals) {
        String number = "%,." + decimals + "f";
        String format = number + " (" + number + "–" + number + ")";
        return String.format(Locale.ROOT, format, median(), values.getFirst(), values.getLast());
    }
}
