// SPDX-License-Identifier: Apache-2.0
/**
 * Finds the cause: who broke what, with the evidence, or an honest "inconclusive" or "no fault found". Start at
 * {@link io.sonde.diagnosis.rca.CauseFinder}; what it gets to know is an {@link io.sonde.diagnosis.rca.Incident}.
 */
@NullMarked
package io.sonde.diagnosis.rca;

import org.jspecify.annotations.NullMarked;
