// SPDX-License-Identifier: Apache-2.0
/** Redis and what speaks like it: commands, pipelines, pushes. Start at {@link io.sonde.agent.protocol.redis.RedisDialogue}. */
@NullMarked
package io.sonde.agent.protocol.redis;

import org.jspecify.annotations.NullMarked;
