// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a figure is to be.
 *
 * @param figure which one
 * @param least whether it may not be less, rather than not more
 */
record Goal(String figure, boolean least, double number, String unit) {
    /** How many times longer ten times as many may take, if the cost grows no faster than the number. */
    private static final double LINEAR = 10;

    static final List<Goal> ALL = List.of(
            atLeast("Ingest: gauge points, wire to store", 1_500_000, "1/s"),
            atMost("Store: gauge point on disk", 1.5, "bytes"),
            atLeast("Ingest: histogram points, wire to store", 600_000, "1/s"),
            atMost("Store: histogram point on disk", 6, "bytes"),
            atMost("Map: answered, 1,000 services", 100, "ms"),
            atMost("Map: growth, 100 → 1,000 services", LINEAR, "times"),
            atMost("Map: growth, 1,000 → 10,000 services", LINEAR, "times"),
            atLeast("Agent: events under full load", 50_000, "events/s"),
            atMost("Agent: resident memory, idle", 60, "MB"),
            atMost("Agent: resident memory, 20,000 open connections", 100, "MB"),
            atLeast("Overhead: HTTP, throughput kept", 0.97, "of 1"),
            atMost("Overhead: HTTP, 99th percentile", 1.05, "times"),
            atLeast("Overhead: pgbench, throughput kept", 0.97, "of 1"),
            atMost("Overhead: pgbench, 99th percentile", 1.05, "times"),
            atMost("Overhead: new connections, 99th percentile", 1.05, "times"),
            atMost("Overhead: agent, processor time", 0.15, "cores"),
            atMost("Overhead: agent, resident memory", 100, "MB"),
            atMost("Overhead: requests lost at 20,000/s", 0, "requests"));

    private static Goal atLeast(String figure, double number, String unit) {
        return new Goal(figure, true, number, unit);
    }

    private static Goal atMost(String figure, double number, String unit) {
        return new Goal(figure, false, number, unit);
    }

    /** Whether the figure reaches it; what was not measured does not. */
    boolean isMetBy(Figure measured) {
        OptionalDouble value = measured.number();
        return value.isPresent() && (least ? value.getAsDouble() >= number : value.getAsDouble() <= number);
    }

    String text() {
        String digits = new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
        return (least ? "≥ " : "≤ ") + digits + " " + unit;
    }
}
