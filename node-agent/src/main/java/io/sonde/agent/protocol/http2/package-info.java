// SPDX-License-Identifier: Apache-2.0
/**
 * HTTP/2 and gRPC on it, also of connections that are joined midway. Start at
 * {@link io.sonde.agent.protocol.http2.Http2Dialogue}.
 */
@NullMarked
package io.sonde.agent.protocol.http2;

import org.jspecify.annotations.NullMarked;
