// SPDX-License-Identifier: Apache-2.0
/** Makes one incident of a storm of alerts. Start at {@link io.sonde.diagnosis.incident.Grouping}. */
@NullMarked
package io.sonde.diagnosis.incident;

import org.jspecify.annotations.NullMarked;
