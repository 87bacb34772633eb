// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

/** Reads one kind of points. */
sealed interface PointReader permits NumberPoints, HistogramPoints, ExponentialHistogramPoints, SummaryPoints {
    /** Reads the point that the reader has entered, up to its end. */
    void read(WireReader in, PointContext context) throws MalformedException;
}
