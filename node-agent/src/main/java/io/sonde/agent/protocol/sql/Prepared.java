// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.sql;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which statement is meant by a name or number on one connection. Grows with use up to a limit; a new one then takes the place of
 * another, whose executions are told without their statement from there on.
 */
public final class Prepared {
    private static final int SMALLEST = 8;
    private static final int LARGEST = 512;
    /** Slots looked at, from the one that the key falls into. */
    private static final int PROBES = 8;

    private static final long[] NO_KEYS = new long[0];
    private static final @Nullable Statement[] NO_STATEMENTS = new Statement[0];

    private long[] keys = NO_KEYS;
    private @Nullable Statement[] statements = NO_STATEMENTS;

    public void put(long key, Statement statement) {
        if (statements.length == 0) {
            grow(SMALLEST);
        }
        while (!placed(key, statement)) {
            if (statements.length >= LARGEST) {
                int slot = slot(key);
                keys[slot] = key;
                statements[slot] = statement;
                return;
            }
            grow(2 * statements.length);
        }
    }

    public Statement get(long key) {
        for (int probe = 0; probe < Math.min(PROBES, statements.length); probe++) {
            int slot = (slot(key) + probe) & (statements.length - 1);
            Statement statement = statements[slot];
            if (statement != null && keys[slot] == key) {
                return statement;
            }
        }
        return Statement.UNKNOWN;
    }

    public void remove(long key) {
        for (int probe = 0; probe < Math.min(PROBES, statements.length); probe++) {
            int slot = (slot(key) + probe) & (statements.length - 1);
            if (keys[slot] == key) {
                statements[slot] = null;
            }
        }
    }

    /** Of another connection; most have few. */
    public void renew() {
        if (statements.length > SMALLEST) {
            keys = NO_KEYS;
            statements = NO_STATEMENTS;
        }
        clear();
    }

    public void clear() {
        Arrays.fill(statements, null);
    }

    private boolean placed(long key, Statement statement) {
        int free = -1;
        for (int probe = 0; probe < PROBES; probe++) {
            int slot = (slot(key) + probe) & (statements.length - 1);
            if (statements[slot] != null && keys[slot] == key) {
                statements[slot] = statement;
                return true;
            }
            if (statements[slot] == null && free < 0) {
                free = slot;
            }
        }
        if (free < 0) {
            return false;
        }
        keys[free] = key;
        statements[free] = statement;
        return true;
    }

    private int slot(long key) {
        return (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> 40) & (statements.length - 1);
    }

    private void grow(int size) {
        long[] oldKeys = keys;
        @Nullable Statement[] old = statements;
        keys = new long[size];
        statements = new Statement[size];
        for (int i = 0; i < old.length; i++) {
            Statement statement = old[i];
            if (statement != null) {
                placed(oldKeys[i], statement);
            }
        }
    }
}
