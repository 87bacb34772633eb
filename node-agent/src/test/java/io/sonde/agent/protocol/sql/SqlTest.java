// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.protocol.Words;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTest {
    private final Sql postgresql = new Sql(Dialect.POSTGRESQL, new Words(100));
    private final Sql mysql = new Sql(Dialect.MYSQL, new Words(100));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT * FROM users WHERE id = 1                            | SELECT   | users
            select a, b from public.users u join x on true              | SELECT   | public.users
            SELECT "a" FROM "My Schema"."T"                             | SELECT   | My Schema.T
            SELECT 1                                                    | SELECT   |
            SELECT extract(year FROM created) FROM orders               | SELECT   | orders
            SELECT (SELECT max(x) FROM inner_one) FROM main_one         | SELECT   | main_one
            SELECT * FROM (SELECT * FROM deep WHERE a > 1) t            | SELECT   | deep
            SELECT * FROM ((a JOIN b ON true))                          | SELECT   | a
            SELECT a IS DISTINCT FROM b FROM t                          | SELECT   | t
            (SELECT 1 FROM a) UNION (SELECT 2 FROM b)                   | SELECT   | a
            INSERT INTO t (a, b) VALUES (1, 'FROM x')                   | INSERT   | t
            insert into t select * from s                               | INSERT   | t
            UPDATE ONLY t SET a = 1 FROM s                              | UPDATE   | t
            DELETE FROM t WHERE a = 'x'                                 | DELETE   | t
            MERGE INTO t USING s ON a = b                               | MERGE    | t
            WITH c AS (SELECT * FROM s) INSERT INTO t SELECT * FROM c   | INSERT   | t
            WITH c AS (DELETE FROM s RETURNING a) SELECT * FROM c       | SELECT   | c
            WITH c AS (SELECT 1) UPDATE t SET a = 2                     | UPDATE   | t
            /* who? */ -- note 'x' | UPDATE   | t
            BEGIN                                                       | BEGIN    |
            COPY t (a, b) FROM STDIN                                    | COPY     | t
            CREATE TABLE IF NOT EXISTS s.t (a int)                      | CREATE   | s.t
            CREATE UNIQUE INDEX i ON t (a)                              | CREATE   | t
            TRUNCATE TABLE t                                            | TRUNCATE | t
            DROP TABLE IF EXISTS t                                      | DROP     | t
            SET password = 'x'                                          | SET      |
            FETCH 10 FROM cursor_1                                      | FETCH    |
            CALL work(1)                                                | CALL     | work
            EXPLAIN ANALYZE SELECT * FROM t                             | EXPLAIN  | t
            gibberish from t                                            | OTHER    |
            """)
    void readsVerbAndTable(String statement, String verb, String table) {
        String full = statement.startsWith("/*") ? statement + "\nUPDATE t SET a = 1" : statement;
        byte[] bytes = bytes(full);

        postgresql.read(bytes, 0, bytes.length);

        assertThat(postgresql.verb()).isEqualTo(verb);
        assertThat(postgresql.table()).isEqualTo(table == null ? "" : table);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT a FROM t WHERE b = 'se''cret' AND c = 12.5e-3        | SELECT a FROM t WHERE b = ? AND c = ?
            SELECT  a /* secret */ FROM t -- secret                     | SELECT a FROM t
            SELECT a FROM t WHERE b IN (1, 2,3, 4)                      | SELECT a FROM t WHERE b IN (?)
            SELECT a FROM t WHERE b = $1 AND c = E'se\\'cret'            | SELECT a FROM t WHERE b = $1 AND c = ?
            SELECT $tag$secret's$tag$, $$secret$$, "Name"               | SELECT ?, "Name"
            SELECT 'secret\\' OR b = 'secret'                            | SELECT …
            SELECT a FROM t WHERE b = 'secret                           | SELECT a FROM t WHERE b = …
            SELECT x'5ec2e7', 0xdead, .5, -1                            | SELECT ?, -?
            ALTER USER me PASSWORD 'secret'                             | ALTER USER me PASSWORD ?
            SELECT $tag$secret                                          | SELECT …
            """)
    void takesLiteralsOutForPostgresql(String statement, String text) {
        byte[] bytes = bytes(statement.replace("\\\\", "\\"));

        assertThat(postgresql.text(bytes, 0, bytes.length)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            SELECT `a b` FROM t WHERE b = "secret"          | SELECT `a b` FROM t WHERE b = ?
            SELECT a FROM t # secret                        | SELECT a FROM t
            SELECT a FROM t WHERE b = 'it\\'s secret'        | SELECT a FROM t WHERE b = …
            SELECT a FROM t WHERE b = _utf8'secret'         | SELECT a FROM t WHERE b = _utf8?
            SELECT ? FROM t WHERE b = @x                    | SELECT ? FROM t WHERE b = @x
            """)
    void takesLiteralsOutForMysql(String statement, String text) {
        byte[] bytes = bytes(statement.replace("\\\\", "\\"));

        assertThat(mysql.text(bytes, 0, bytes.length)).isEqualTo(text);
    }

    @Test
    void isCutWhereItIsLong() {
        byte[] bytes = bytes("SELECT " + "a, ".repeat(2_000) + "'secret' FROM t");

        assertThat(postgresql.text(bytes, 0, bytes.length))
                .hasSizeLessThan(1_100)
                .endsWith(" …");
    }

    @Test
    void survivesAnything() {
        Random random = new Random(7);
        byte[] alphabet = bytes("aE'\"`$\\-/*#();.,?1 \nFROM");
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] =
                        random.nextInt(20) == 0 ? (byte) random.nextInt() : alphabet[random.nextInt(alphabet.length)];
            }
            Sql sql = random.nextBoolean() ? postgresql : mysql;
            sql.read(bytes, 0, bytes.length);
            assertThat(sql.text(bytes, 0, bytes.length)).doesNotContain("\u0000x");
        }
    }

    @Test
    void readsAPreparedStatementOnce() {
        Statements statements = new Statements(postgresql);
        byte[] bytes = bytes("SELECT a FROM t WHERE b = $1");

        Statement first = statements.statement(bytes, 0, bytes.length);

        assertThat(first).isEqualTo(new Statement("SELECT", "t", "SELECT a FROM t WHERE b = $1"));
        assertThat(statements.statement(bytes.clone(), 0, bytes.length)).isSameAs(first);
    }

    @Test
    void remembersALimitedNumberOfNames() {
        Prepared prepared = new Prepared();
        Statement statement = new Statement("SELECT", "t", "");

        for (long name = 0; name < 100_000; name++) {
            prepared.put(name, statement);
        }

        long known = java.util.stream.LongStream.range(0, 100_000)
                .filter(name -> prepared.get(name).equals(statement))
                .count();
        assertThat(known).isBetween(256L, 512L);
        prepared.remove(99_999);
        assertThat(prepared.get(99_999)).isSameAs(Statement.UNKNOWN);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
