// SPDX-License-Identifier: Apache-2.0
/**
 * What every version of HTTP has in common: methods, routes, status codes, trace context. Start at
 * {@link io.sonde.agent.protocol.http.Routes}.
 */
@NullMarked
package io.sonde.agent.protocol.http;

import org.jspecify.annotations.NullMarked;
