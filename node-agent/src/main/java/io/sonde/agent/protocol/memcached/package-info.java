// SPDX-License-Identifier: Apache-2.0
/**
 * Memcached: its text, meta and binary commands. Start at {@link io.sonde.agent.protocol.memcached.MemcachedDialogue}.
 */
@NullMarked
package io.sonde.agent.protocol.memcached;

import org.jspecify.annotations.NullMarked;
