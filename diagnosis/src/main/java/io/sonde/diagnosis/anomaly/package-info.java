// SPDX-License-Identifier: Apache-2.0
/** Finds what is unusual in any series, point by point, without looking ahead. Start at {@link io.sonde.diagnosis.anomaly.AnomalyDetector}. */
@NullMarked
package io.sonde.diagnosis.anomaly;

import org.jspecify.annotations.NullMarked;
