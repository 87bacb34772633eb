// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** libchdb gives the output of a failed statement out with the next one of its connection. Nobody may see that. */
class ResultContaminationTest {
    private static final int MORE_THAN_THERE_ARE_CONNECTIONS = 20;
    private final EngineHttp engine = SharedEngine.http();

    @ParameterizedTest
    @ValueSource(
            strings = {"TabSeparated", "RowBinary", "RowBinaryWithNamesAndTypes", "Native", "JSON", "CSVWithNames"})
    void whatFailedInMidResultIsInNobodyElsesAnswer(String format) throws Exception {
        for (int i = 0; i < MORE_THAN_THERE_ARE_CONNECTIONS; i++) {
            failInMidResult(format);

            assertThat(engine.ask("SELECT 'clean'")).isEqualTo("clean");
            assertThat(engine.post("SELECT 'clean' FORMAT JSONCompact").text())
                    .contains("\"rows\": 1")
                    .contains("clean");
        }
    }

    @RepeatedTest(5)
    void aStatementOutOfTimeLeavesNothing() throws Exception {
        EngineHttp.Reply late = engine.post(
                Map.of("max_execution_time", "0.05", "max_block_size", "1000"),
                "SELECT number, sleepEachRow(0.0001) FROM numbers(1000000) FORMAT JSON");

        assertThat(late.status()).isEqualTo(408);
        assertThat(engine.ask("SELECT 'clean'")).isEqualTo("clean");
    }

    private void failInMidResult(String format) throws Exception {
        try {
            EngineHttp.Reply reply =
                    engine.post("SELECT number, throwIf(number = 70000) FROM numbers(100000) FORMAT " + format);
            assertThat(reply.text()).contains("Code: 395");
        } catch (IOException brokenOff) {
            // The answer had begun: to break it off is the only way to say that it is not whole.
        }
    }
}
