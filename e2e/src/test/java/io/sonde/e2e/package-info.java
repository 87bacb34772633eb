// SPDX-License-Identifier: Apache-2.0

/**
 * The programs of dist/bin on a real kernel. Start at {@link io.sonde.e2e.Stack}, which runs them, and at {@link
 * io.sonde.e2e.TruthEndToEndTest}, which compares what they say with what happened.
 */
@NullMarked
package io.sonde.e2e;

import org.jspecify.annotations.NullMarked;
