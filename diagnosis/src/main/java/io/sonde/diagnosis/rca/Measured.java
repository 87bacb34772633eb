// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import org.jspecify.annotations.Nullable;

/**
 * The numbers behind a sentence, for a chart.
 *
 * @param metric what was measured, one word in lower camel case
 * @param unit {@code s}, {@code 1/s}, {@code %} or {@code 1} for a count
 * @param before usual value; null where nothing was measured
 * @param after in the time of trouble; null where nothing was measured
 * @param points over time, before and after
 * @param edge whose they are; null where they are of the service alone
 */
public record Measured(
        String metric,
        String unit,
        @Nullable Double before,
        @Nullable Double after,
        Points points,
        @Nullable Call edge) {}
