// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                SELECT 1                                       | SELECT 1                              |
                SELECT 1;                                      | SELECT 1                              |
                select 1 format json                           | select 1                              | json
                SELECT 1 FORMAT JSON;                          | SELECT 1                              | JSON
                SELECT 1 FORMAT JSON SETTINGS max_threads = 1  | SELECT 1  SETTINGS max_threads = 1    | JSON
                SELECT 1 SETTINGS max_threads = 1 FORMAT JSON  | SELECT 1 SETTINGS max_threads = 1     | JSON
                SELECT format FROM t                           | SELECT format FROM t                  |
                SELECT 1 AS format                             | SELECT 1 AS format                    |
                SELECT format('{}', a) FORMAT CSV              | SELECT format('{}', a)                | CSV
                SELECT ' FORMAT JSON'                          | SELECT ' FORMAT JSON'                 |
                SELECT 'it''s; \\' FORMAT x' FORMAT TSV        | SELECT 'it''s; \\' FORMAT x'          | TSV
                SELECT `FORMAT` /* FORMAT a */ FORMAT TSV      | SELECT `FORMAT` /* FORMAT a */        | TSV
                (SELECT 1) UNION ALL (SELECT 2) FORMAT TSV     | (SELECT 1) UNION ALL (SELECT 2)       | TSV
                WITH 1 AS x SELECT x FORMAT TSV                | WITH 1 AS x SELECT x                  | TSV
                FROM t SELECT x                                | FROM t SELECT x                       |
                SELECT $a$; FORMAT x$a$ FORMAT TSV             | SELECT $a$; FORMAT x$a$               | TSV
                """)
    void formatClauseIsTakenOffASelect(String text, String sql, String format) {
        Query query = parse(text);

        assertThat(query).isInstanceOf(Query.Select.class);
        assertThat(query.sql().strip()).isEqualTo(sql);
        assertThat(query.format()).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                INSERT INTO t FORMAT CSV 1,2                   | INSERT INTO t                         | CSV    | 1,2
                INSERT INTO t FORMAT CSV\\n1,2;3               | INSERT INTO t                         | CSV    | 1,2;3
                insert into t (a, b) values (1, ';')           | insert into t (a, b)                  | Values | (1, ';')
                INSERT INTO values (format) VALUES (1)         | INSERT INTO values (format)           | Values | (1)
                INSERT INTO a.format FORMAT TSV x              | INSERT INTO a.format                  | TSV    | x
                INSERT INTO t SETTINGS a = 1 FORMAT TSV        | INSERT INTO t SETTINGS a = 1          | TSV    |
                INSERT INTO FUNCTION file('x') FORMAT TSV y    | INSERT INTO FUNCTION file('x')        | TSV    | y
                INSERT INTO t                                  | INSERT INTO t                         |        |
                """)
    void rowsAreTakenOffAnInsert(String text, String sql, String format, String rows) {
        byte[] bytes = text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);

        Query.Insert insert = (Query.Insert) Query.parse(bytes);

        assertThat(insert.sql().strip()).isEqualTo(sql);
        assertThat(insert.format()).isEqualTo(format);
        String rest = new String(bytes, insert.rowsStart(), bytes.length - insert.rowsStart(), StandardCharsets.UTF_8);
        assertThat(rest.strip()).isEqualTo(rows == null ? "" : rows);
    }

    @Test
    void onlyOneLineEndBelongsToTheStatement() {
        byte[] bytes = "INSERT INTO t FORMAT RowBinary \n\n\n".getBytes(StandardCharsets.US_ASCII);

        assertThat(((Query.Insert) Query.parse(bytes)).rowsStart()).isEqualTo(bytes.length - 2);
    }

    @ParameterizedTest
    @CsvSource({
        "SHOW TABLES, true",
        "EXPLAIN SELECT 1, true",
        "DESCRIBE TABLE t, true",
        "CREATE TABLE t, false",
        "INSERT INTO t SELECT 1, false",
        "INSERT INTO t WITH 1 AS x SELECT x, false",
        "KILL QUERY, false"
    })
    void whatHasNoRowsIsACommand(String text, boolean readOnly) {
        Query query = parse(text);

        assertThat(query).isInstanceOf(Query.Command.class);
        assertThat(query.readOnly()).isEqualTo(readOnly);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", ";", "-- nothing", "/* nothing", "SELECT 1; SELECT 2"})
    void whatIsNotOneStatementIsRefused(String text) {
        assertThatThrownBy(() -> parse(text)).hasMessageContaining("Code: 62. DB::Exception: Syntax error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT 'open", "SELECT `open", "SELECT /* open", "SELECT $a$open", "SELECT 'open\\", "SELECT (1"
            })
    void whatIsLeftOpenIsLeftToTheEngine(String text) {
        assertThat(parse(text).sql()).startsWith("SELECT");
    }

    private static Query parse(String text) {
        return Query.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
