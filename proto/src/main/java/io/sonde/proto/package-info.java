// SPDX-License-Identifier: Apache-2.0

/**
 * Names that agents and server share. Start at {@code telemetry.registry} beside the pom: {@code Metric} and
 * {@code Attribute} are generated from it.
 */
@NullMarked
package io.sonde.proto;

import org.jspecify.annotations.NullMarked;
