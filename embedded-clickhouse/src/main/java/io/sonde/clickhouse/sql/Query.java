// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.sql;

import org.jspecify.annotations.Nullable;

/** What a client has sent, sorted by how the engine must run it. A format is null where the text names none. */
public sealed interface Query {
    String sql();

    @Nullable
    String format();

    /** Changes nothing. */
    boolean readOnly();

    /** Has rows, and so can be answered in pieces. */
    record Select(String sql, @Nullable String format) implements Query {
        @Override
        public boolean readOnly() {
            return true;
        }
    }

    /** Everything without rows of its own: DDL, SHOW, EXPLAIN, KILL, INSERT ... SELECT. */
    record Command(String sql, @Nullable String format, boolean readOnly) implements Query {}

    /** Rows follow the text, from this byte on. */
    record Insert(String sql, @Nullable String format, int rowsStart) implements Query {
        @Override
        public boolean readOnly() {
            return false;
        }
    }

    /** @throws io.sonde.clickhouse.chdb.EngineException when this cannot be one statement */
    static Query parse(byte[] text) {
        return new QueryParser(text).parse();
    }

    /** The INSERT with which the text begins, if rows follow it; the rows themselves are not looked at. */
    static @Nullable Insert insertIn(byte[] text) {
        return new QueryParser(text).insert();
    }
}
