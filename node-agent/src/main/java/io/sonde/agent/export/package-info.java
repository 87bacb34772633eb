// SPDX-License-Identifier: Apache-2.0

/**
 * Turns a snapshot of everything seen in an interval into OTLP. Start at {@link io.sonde.agent.export.Reporter}.
 */
@NullMarked
package io.sonde.agent.export;

import org.jspecify.annotations.NullMarked;
