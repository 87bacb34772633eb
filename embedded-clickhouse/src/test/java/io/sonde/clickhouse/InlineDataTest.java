// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** libchdb cuts rows in a statement's text at whatever looks like a statement's end. All rows must arrive as they were sent. */
class InlineDataTest {
    private static final int ROWS = 200_000;
    private final EngineHttp engine = SharedEngine.http();

    @BeforeEach
    void table() throws Exception {
        engine.ask("DROP TABLE IF EXISTS inline_data");
        engine.ask("CREATE TABLE inline_data (row UInt32, text String) ENGINE = MergeTree ORDER BY row");
    }

    @Test
    void binaryRowsFullOfStatementEndsAllArrive() throws Exception {
        insert("INSERT INTO inline_data FORMAT RowBinary", rows(InlineDataTest::binaryRow));

        assertAllArrived();
    }

    @Test
    void jsonRowsFullOfStatementEndsAndBlankLinesAllArrive() throws Exception {
        insert("INSERT INTO inline_data FORMAT JSONEachRow", rows(InlineDataTest::jsonRow));

        assertAllArrived();
    }

    @Test
    void statementAndBinaryRowsInOneBodyAllArrive() throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("INSERT INTO inline_data (row, text) FORMAT RowBinary\n".getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(rows(InlineDataTest::binaryRow));

        EngineHttp.Reply reply = engine.post(Map.of(), body.toByteArray());

        assertThat(reply.text()).isEmpty();
        assertAllArrived();
    }

    @Test
    void valuesWithStatementEndsArrive() throws Exception {
        engine.ask("INSERT INTO inline_data VALUES (1, 'a; SELECT 1;\n\n;'), (2, concat('b', ';'));");

        assertThat(engine.ask("SELECT text FROM inline_data ORDER BY row FORMAT JSONEachRow"))
                .isEqualTo("{\"text\":\"a; SELECT 1;\\n\\n;\"}\n{\"text\":\"b;\"}");
    }

    @Test
    void aBrokenRowStoresNothingOfItsInsert() throws Exception {
        byte[] rows = rows(InlineDataTest::jsonRow);
        rows[rows.length / 2] = '"';
        rows[rows.length / 2 + 1] = '"';

        EngineHttp.Reply reply = engine.post(Map.of("query", "INSERT INTO inline_data FORMAT JSONEachRow"), rows);

        assertThat(reply.status()).isGreaterThanOrEqualTo(400);
        assertThat(engine.ask("SELECT count() FROM inline_data")).isEqualTo("0");
    }

    private void insert(String sql, byte[] rows) throws Exception {
        EngineHttp.Reply reply = engine.post(Map.of("query", sql), rows);

        assertThat(reply.text()).isEmpty();
        assertThat(reply.header("X-ClickHouse-Summary")).contains("\"written_rows\":\"" + ROWS + "\"");
    }

    private void assertAllArrived() throws Exception {
        assertThat(engine.ask(
                        "SELECT count(), uniqExact(row), countIf(text = concat('; SELECT 1;\n\n\\'', toString(row)))"
                                + " FROM inline_data"))
                .isEqualTo(ROWS + "\t" + ROWS + "\t" + ROWS);
    }

    private static String text(int row) {
        return "; SELECT 1;\n\n'" + row;
    }

    private static byte[] rows(BiConsumer<ByteArrayOutputStream, Integer> writer) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int row = 0; row < ROWS; row++) {
            writer.accept(rows, row);
        }
        return rows.toByteArray();
    }

    private static void binaryRow(ByteArrayOutputStream rows, int row) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            rows.write(row >>> shift);
        }
        byte[] text = text(row).getBytes(StandardCharsets.UTF_8);
        rows.write(text.length);
        rows.writeBytes(text);
    }

    private static void jsonRow(ByteArrayOutputStream rows, int row) {
        String json = "{\"row\":" + row + ",\"text\":\"" + text(row).replace("\n", "\\n") + "\"}\n\n";
        rows.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    }
}
