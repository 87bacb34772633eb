// SPDX-License-Identifier: Apache-2.0
/** Runs the analysis of {@code diagnosis} over public data sets and counts what it gets right. Start at {@link io.sonde.eval.Eval}. */
@NullMarked
package io.sonde.eval;

import org.jspecify.annotations.NullMarked;
