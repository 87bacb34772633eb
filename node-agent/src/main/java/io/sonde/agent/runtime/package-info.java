// SPDX-License-Identifier: Apache-2.0

/**
 * What container runtimes know of a container, read from their files and, where those are not enough, from their sockets. Start at
 * {@link io.sonde.agent.runtime.Runtimes}.
 */
@NullMarked
package io.sonde.agent.runtime;

import org.jspecify.annotations.NullMarked;
