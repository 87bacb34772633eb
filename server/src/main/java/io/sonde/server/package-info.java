// SPDX-License-Identifier: Apache-2.0
/** The server: receives telemetry, stores it, keeps the world and answers people. Start at {@link io.sonde.server.Server}. */
@NullMarked
package io.sonde.server;

import org.jspecify.annotations.NullMarked;
