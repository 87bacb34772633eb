// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.table.Hash;
import io.sonde.agent.table.LongTable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which name programs of this host asked for to be told an address: the last one wins, since it was asked for before the connection. A name
 * is kept longer than its answer may be believed, because programs keep addresses and connections too. One thread only.
 */
public final class PeerNames {
    private static final long SHORTEST_NANOS = Duration.ofMinutes(30).toNanos();
    private static final long LONGEST_SECONDS = Duration.ofDays(1).toSeconds();

    /** Between two searches for what is too old: a full table is not searched for each answer. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongTable<Known> byAddress;
    private long searchedNanos = Long.MIN_VALUE;
    private long dropped;

    private static final class Known {
        final long high;
        final long low;
        String name;
        long untilNanos;

        Known(long high, long low, String name) {
            this.high = high;
            this.low = low;
            this.name = name;
        }
    }

    public PeerNames(int limit) {
        byAddress = new LongTable<>(limit);
    }

    /** @param seconds how long the answer may be believed */
    public void resolved(String name, long high, long low, long seconds, long nowNanos) {
        long key = Hash.join(high, low);
        Known known = byAddress.get(key);
        if (known == null || known.high != high || known.low != low) {
            known = new Known(high, low, name);
            if (!put(key, known, nowNanos)) {
                dropped++;
                return;
            }
        }
        known.name = name;
        known.untilNanos = nowNanos
                + Math.max(
                        SHORTEST_NANOS,
                        Duration.ofSeconds(Math.min(seconds, LONGEST_SECONDS)).toNanos());
    }

    private boolean put(long key, Known known, long nowNanos) {
        if (byAddress.put(key, known)) {
            return true;
        }
        if (searchedNanos != Long.MIN_VALUE && nowNanos - searchedNanos < PAUSE_NANOS) {
            return false;
        }
        searchedNanos = nowNanos;
        byAddress.removeIf(old -> old.untilNanos < nowNanos);
        return byAddress.put(key, known);
    }

    /** Null: nobody asked for it, as far as is known. */
    @Nullable
    String nameOf(long high, long low) {
        Known known = byAddress.get(Hash.join(high, low));
        return known == null || known.high != high || known.low != low ? null : known.name;
    }

    public int size() {
        return byAddress.size();
    }

    public int limit() {
        return byAddress.limit();
    }

    /** Names that found no room. */
    public long dropped() {
        return dropped;
    }
}
