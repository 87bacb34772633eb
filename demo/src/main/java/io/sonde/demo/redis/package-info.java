// SPDX-License-Identifier: Apache-2.0

/** As much of Redis' protocol as the shop needs. Start at {@link io.sonde.demo.redis.RedisConnection}. */
@NullMarked
package io.sonde.demo.redis;

import org.jspecify.annotations.NullMarked;
