// SPDX-License-Identifier: Apache-2.0
/** Asks why a service is in trouble, and keeps what was answered. Start at {@link io.sonde.server.causes.Causes}. */
@NullMarked
package io.sonde.server.causes;

import org.jspecify.annotations.NullMarked;
