// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever a client asks for, the engine stays within its limits, says so, and lives. */
class LimitsTest {
    private final EngineHttp engine = SharedEngine.http();

    @Test
    void tooMuchMemoryIsAnErrorAndTheEngineLives() throws Exception {
        for (int i = 0; i < 3; i++) {
            EngineHttp.Reply reply = engine.post("SELECT length(groupArray(number)) FROM numbers(200000000)");

            assertThat(reply.text()).contains("MEMORY_LIMIT_EXCEEDED");
            assertThat(reply.header("X-ClickHouse-Exception-Code")).isEqualTo("241");
        }
        assertThat(engine.ask("SELECT 1")).isEqualTo("1");
    }

    /** What libchdb gathers of an answer is not counted as the engine's memory. */
    @Test
    void anAnswerThatMustStandInMemoryIsLimitedAndOneInPiecesIsNot() throws Exception {
        String rows = "SELECT number FROM numbers(20000000) FORMAT ";

        EngineHttp.Reply whole = engine.post(rows + "JSON");
        EngineHttp.Reply pieces = engine.post(rows + "RowBinary");

        assertThat(whole.status()).isEqualTo(413);
        assertThat(whole.text()).contains("Limit for result exceeded, max bytes: 16.00 MiB");
        assertThat(pieces.body()).hasSize(8 * 20_000_000);
        assertThat(SharedEngine.child().status("VmHWM") >> 10)
                .as("peak of memory in MB")
                .isLessThan(1200);
    }

    @Test
    void tooLongIsAnError() throws Exception {
        EngineHttp.Reply reply =
                engine.post(Map.of("max_execution_time", "0.2"), "SELECT count() FROM numbers(100000000000)");

        assertThat(reply.status()).isEqualTo(408);
        assertThat(reply.header("X-ClickHouse-Exception-Code")).isEqualTo("159");
    }

    @Test
    void tooLargeARequestIsAnErrorAndStoresNothing() throws Exception {
        engine.ask("CREATE OR REPLACE TABLE large (text String) ENGINE = MergeTree ORDER BY ()");
        byte[] rows =
                "some text\n".repeat((int) SharedEngine.REQUEST_BYTES / 10 + 1).getBytes(StandardCharsets.US_ASCII);

        EngineHttp.Reply reply = engine.post(Map.of("query", "INSERT INTO large FORMAT LineAsString"), rows);

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.text()).contains("The request is larger than 33554432 bytes");
        assertThat(engine.ask("SELECT count() FROM large")).isEqualTo("0");
    }

    @Test
    void aQueryOfWhoseClientIsGoneEnds() throws Exception {
        try (Socket client =
                new Socket(InetAddress.getLoopbackAddress(), engine.uri().getPort())) {
            String sql = "SELECT 'left alone', count() FROM numbers(1000000000000)";
            String request = "POST / HTTP/1.1\r\nHost: x\r\nX-ClickHouse-Key: " + engine.secret()
                    + "\r\nContent-Length: " + sql.length() + "\r\n\r\n" + sql;
            client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            await().atMost(Duration.ofSeconds(20)).until(() -> running("left alone") == 1);
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> running("left alone") == 0);
    }

    @Test
    void anInsertBrokenOffStoresNothing() throws Exception {
        engine.ask("CREATE OR REPLACE TABLE broken (n UInt64) ENGINE = MergeTree ORDER BY n");
        try (Socket client =
                new Socket(InetAddress.getLoopbackAddress(), engine.uri().getPort())) {
            String request = "POST /?query=INSERT+INTO+broken+FORMAT+TSV HTTP/1.1\r\nHost: x\r\nX-ClickHouse-Key: "
                    + engine.secret() + "\r\nContent-Length: 1000000\r\n\r\n" + "1\n".repeat(1000);
            client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            await().atMost(Duration.ofSeconds(20)).until(() -> running("INSERT INTO broken") == 1);
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> running("INSERT INTO broken") == 0);
        assertThat(engine.ask("SELECT count() FROM broken")).isEqualTo("0");
    }

    private long running(String text) throws IOException {
        EngineHttp.Reply reply = engine.post(
                Map.of("param_text", text),
                "SELECT count() FROM system.processes WHERE startsWith(query, {text:String}) OR query LIKE concat('SELECT ''', {text:String}, '%')");
        return Long.parseLong(reply.text().strip());
    }
}
