// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.sql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What statements that programs prepare say, whoever sent them: the same few on every connection, so each is read once. Bounded: a
 * new one takes the place of one that was not used lately. Knows them by a hash of 64 bits; one thread only.
 */
public final class Statements {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SETS = 512;
    private static final int WAYS = 4;

    private final Sql sql;
    /** Nobody outside can choose statements that hash alike. */
    private final long seed = new SplittableRandom().nextLong() | 1;

    private final long[] hashes = new long[SETS * WAYS];
    private final @Nullable Statement[] statements = new Statement[SETS * WAYS];
    private int turn;

    public Statements(Sql sql) {
        this.sql = sql;
    }

    public Statement statement(byte[] bytes, int from, int to) {
        long hash = hash(bytes, from, to);
        Statement known = known(hash);
        if (known != null) {
            return known;
        }
        sql.read(bytes, from, to);
        Statement statement = new Statement(sql.verb(), sql.table(), sql.text(bytes, from, to));
        int slot = set(hash) + (turn++ & (WAYS - 1));
        hashes[slot] = hash;
        statements[slot] = statement;
        return statement;
    }

    /** The one with this hash, if it is still remembered. */
    public @Nullable Statement known(long hash) {
        int set = set(hash);
        for (int i = set; i < set + WAYS; i++) {
            if (statements[i] != null && hashes[i] == hash) {
                return statements[i];
            }
        }
        return null;
    }

    private static int set(long hash) {
        return ((int) (hash >>> 32) & (SETS - 1)) * WAYS;
    }

    /** Of a name or a statement, as much of it as is looked at. */
    public long hash(byte[] bytes, int from, int until) {
        int to = Math.min(until, from + Sql.LONGEST);
        long hash = seed ^ (to - from);
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONG.get(bytes, at));
        }
        long last = 0;
        for (; at < to; at++) {
            last = (last << 8) | (bytes[at] & 0xff);
        }
        return mix(hash ^ last);
    }

    private long mix(long value) {
        long product = value * 0x9E37_79B9_7F4A_7C15L;
        return (product ^ (product >>> 32)) * seed;
    }
}
