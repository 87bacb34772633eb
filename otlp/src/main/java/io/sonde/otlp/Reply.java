// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a server answered an export request. */
sealed interface Reply {
    /** Taken, but for {@code rejectedItems}; a message may also be a mere warning. */
    record Accepted(long rejectedItems, String message) implements Reply {}

    /** Not taken now; {@code after} is how long the server asks to wait, where it says so. */
    record TryAgain(@Nullable Duration after, String reason) implements Reply {}

    /** Never to be taken. */
    record Refused(String reason) implements Reply {}
}
