// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.status;

import org.jspecify.annotations.Nullable;

/**
 * Whether the store can be written to.
 *
 * @param away why not; null when it can
 * @param sinceNanos when that began, by the clock that is never set
 */
public record StoreState(@Nullable String away, long sinceNanos) {
    StoreState next(@Nullable String nowAway, long nowNanos) {
        boolean same = (away == null) == (nowAway == null);
        return new StoreState(nowAway, same ? sinceNanos : nowNanos);
    }
}
