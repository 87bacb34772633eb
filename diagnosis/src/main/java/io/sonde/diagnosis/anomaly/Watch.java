// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.anomaly;

/** One way of being surprised by the next point of a series. */
interface Watch {
    String name();

    /** What is never a surprise, on that scale. */
    double least();

    /** How unusual this value is, on a scale of its own; learns from it afterwards. */
    double surprise(double value);
}
