// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.anomaly;

/**
 * Something unusual.
 *
 * @param severity 1 for what happens once in a hundred points, more for what is rarer
 * @param layer which way of looking was surprised most
 * @param pointsSinceOnset how many points ago its level changed, which is before it was plain enough to be told
 */
public record Anomaly(double severity, String layer, int pointsSinceOnset) {}
