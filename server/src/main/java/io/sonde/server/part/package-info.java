// SPDX-License-Identifier: Apache-2.0
/** What all rooms of the server know of the program that they are parts of. Start at {@link io.sonde.server.part.Part}. */
@NullMarked
package io.sonde.server.part;

import org.jspecify.annotations.NullMarked;
