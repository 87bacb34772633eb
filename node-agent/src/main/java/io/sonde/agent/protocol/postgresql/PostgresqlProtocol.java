// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.postgresql;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Family;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Wording;
import io.sonde.agent.protocol.Words;
import io.sonde.agent.protocol.sql.Dialect;
import io.sonde.agent.protocol.sql.Sql;
import io.sonde.agent.protocol.sql.Statements;
import java.util.List;

/** PostgreSQL and what speaks like it (poolers, other databases). */
public final class PostgresqlProtocol implements Protocol {
    private static final int TABLES = 1_000;
    private static final int CODES = 300;

    private final Words tables = new Words(TABLES);
    final Sql sql = new Sql(Dialect.POSTGRESQL, tables);
    final Wording wording = sql::text;
    final Statements statements = new Statements(sql);
    final Words codes = new Words(CODES, 5);
    private final Recognizer recognizer = new Recognizer(sql);

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public Family family() {
        return Family.DATABASE;
    }

    @Override
    public Recognition recognise(Piece first, int port) {
        return recognizer.recognise(first);
    }

    @Override
    public List<Words> words() {
        return List.of(tables, codes);
    }

    @Override
    public Dialogue open(Exchanges exchanges) {
        return new PostgresqlDialogue(this, exchanges);
    }

    boolean isOfClient(Piece piece) {
        return recognizer.isOfClient(piece);
    }
}
