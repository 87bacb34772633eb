// SPDX-License-Identifier: Apache-2.0

/** Takes orders: PostgreSQL holds them, the payments service charges them. Start at {@link io.sonde.demo.orders.Orders}. */
@NullMarked
package io.sonde.demo.orders;

import org.jspecify.annotations.NullMarked;
