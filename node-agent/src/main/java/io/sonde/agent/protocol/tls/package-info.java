// SPDX-License-Identifier: Apache-2.0
/** TLS: known as such, so that an encrypted connection is told as encrypted and not as unknown. Nothing in it is read. */
@NullMarked
package io.sonde.agent.protocol.tls;

import org.jspecify.annotations.NullMarked;
