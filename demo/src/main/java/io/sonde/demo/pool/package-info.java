// SPDX-License-Identifier: Apache-2.0

/** A bounded pool of connections, as every service has one. Start at {@link io.sonde.demo.pool.Pool}. */
@NullMarked
package io.sonde.demo.pool;

import org.jspecify.annotations.NullMarked;
