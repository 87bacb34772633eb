// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.mysql;

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

/** MySQL, MariaDB and what speaks like them. */
public final class MysqlProtocol implements Protocol {
    private static final int TABLES = 1_000;
    private static final int CODES = 300;

    private final Words tables = new Words(TABLES);
    final Sql sql = new Sql(Dialect.MYSQL, tables);
    final Wording wording = sql::text;
    final Statements statements = new Statements(sql);
    final Words codes = new Words(CODES, 5);
    final Recognizer recognizer = new Recognizer(sql);

    @Override
    public String name() {
        return "mysql";
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
        return new MysqlDialogue(this, exchanges);
    }
}
