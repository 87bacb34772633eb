// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.limit;

/**
 * How full something is; asked from any thread.
 *
 * @param size what is in it
 * @param limit most that may be in it
 * @param noRoom how many found no room since the start
 */
public record Fill(long size, long limit, long noRoom) {
    /** Of two that are one table to whoever looks. */
    public Fill plus(Fill more) {
        return new Fill(size + more.size, limit + more.limit, noRoom + more.noRoom);
    }
}
