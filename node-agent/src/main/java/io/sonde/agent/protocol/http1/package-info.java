// SPDX-License-Identifier: Apache-2.0
/** HTTP/1.0 and 1.1. Start at {@link io.sonde.agent.protocol.http1.Http1Dialogue}. */
@NullMarked
package io.sonde.agent.protocol.http1;

import org.jspecify.annotations.NullMarked;
