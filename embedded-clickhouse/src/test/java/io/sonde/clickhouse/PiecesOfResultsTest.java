// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** libchdb makes each piece of a streamed result a document of its own, with a header of its own. An answer must be one. */
class PiecesOfResultsTest {
    private static final int ROWS = 300_000;
    private final EngineHttp engine = SharedEngine.http();

    @Test
    void namesAndTypesStandOnceInFrontOfBinaryRows() throws Exception {
        byte[] body = engine.post(
                        "SELECT toUInt64(number) AS n FROM numbers(" + ROWS + ") FORMAT RowBinaryWithNamesAndTypes")
                .body();

        try (DataInputStream rows = new DataInputStream(new ByteArrayInputStream(body))) {
            assertThat(rows.readNBytes(10)).isEqualTo(new byte[] {1, 1, 'n', 6, 'U', 'I', 'n', 't', '6', '4'});
            for (long row = 0; row < ROWS; row++) {
                assertThat(Long.reverseBytes(rows.readLong())).isEqualTo(row);
            }
            assertThat(rows.read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "JSON, \"meta\", 1",
        "JSONCompact, \"meta\", 1",
        "CSVWithNames, \"n\", 1",
        "TabSeparatedWithNames, n, 1",
        "JSONEachRow, {\"n\":, 300000",
        "Markdown, -:, 1",
        "XML, <meta>, 1"
    })
    void framesAndHeadersStandOnce(String format, String mark, int times) throws Exception {
        String body = engine.ask("SELECT number AS n FROM numbers(" + ROWS + ") FORMAT " + format);

        assertThat(body.split(Pattern.quote(mark), -1)).hasSize(times + 1);
        assertThat(body).contains(Integer.toString(ROWS - 1));
    }

    @Test
    void totalsStandInTheSameDocument() throws Exception {
        String body = engine.ask(
                "SELECT number % 2 AS k, count() AS c FROM numbers(10) GROUP BY k WITH TOTALS FORMAT JSONCompact");

        assertThat(body.replaceAll("\\s", "")).contains("\"totals\":[0,10]").contains("\"rows\":2");
    }

    @Test
    void tablesOfManyPartsGiveOneAnswer() throws Exception {
        engine.ask("CREATE OR REPLACE TABLE parts (n UInt8) ENGINE = MergeTree ORDER BY n");
        for (int part = 0; part < 5; part++) {
            engine.ask("INSERT INTO parts VALUES (" + part + ")");
        }

        byte[] body = engine.post(Map.of("default_format", "RowBinaryWithNamesAndTypes"), "SELECT n FROM parts")
                .body();

        assertThat(body).hasSize(1 + 2 + 6 + 5);
    }
}
