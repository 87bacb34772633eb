// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The part of ClickHouse's HTTP protocol that curl, Grafana and the official client use. */
class ProtocolTest {
    private final EngineHttp engine = SharedEngine.http();

    @Test
    void pingNeedsNoSecret() throws Exception {
        EngineHttp.Reply reply = engine.send(HttpRequest.newBuilder(engine.uri().resolve("/ping")));

        assertThat(reply.text()).isEqualTo("Ok.\n");
    }

    @Test
    void nothingElseIsAnsweredWithoutTheSecret() throws Exception {
        EngineHttp.Reply without =
                engine.send(HttpRequest.newBuilder(engine.uri().resolve("/?query=SELECT+1")));
        EngineHttp.Reply wrong = new EngineHttp(engine.uri(), "guess").post("SELECT 1");

        assertThat(without.status()).isEqualTo(401);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text()).contains("Code: 194").doesNotContain(engine.secret());
    }

    @Test
    void basicAuthenticationIsUnderstood() throws Exception {
        String pair = Base64.getEncoder().encodeToString(("anybody:" + engine.secret()).getBytes(UTF_8));

        EngineHttp.Reply reply = engine.send(HttpRequest.newBuilder(engine.uri().resolve("/?query=SELECT+1"))
                .header("Authorization", "Basic " + pair));

        assertThat(reply.text()).isEqualTo("1\n");
    }

    @Test
    void onlyTheLoopbackAddressIsListenedOn() throws Exception {
        String sockets = Files.readString(Path.of("/proc/net/tcp")) + Files.readString(Path.of("/proc/net/tcp6"));
        String port = "%04X".formatted(engine.uri().getPort());

        // 127.0.0.1 in an IPv4 or a mapped IPv6 socket; 0A is the state of listening.
        assertThat(sockets.lines().filter(line -> line.matches("\\s*\\d+: \\w+:" + port + " \\w+:0000 0A .*")))
                .isNotEmpty()
                .allMatch(line -> line.contains("0100007F:" + port));
    }

    @Test
    void readingMayBeAskedForByGetAndChangingMayNot() throws Exception {
        assertThat(get("SELECT 1").text()).isEqualTo("1\n");
        assertThat(get("SHOW DATABASES").status()).isEqualTo(200);
        assertThat(get("CREATE DATABASE by_get").text()).contains("Code: 164");
    }

    private EngineHttp.Reply get(String sql) throws Exception {
        return engine.send(engine.request(Map.of("query", sql)).GET());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                SELECT nope                   | 404 | 47
                SELECT * FROM nope            | 404 | 60
                SELECT 1 FORMAT Nope          | 404 | 73
                SELEC 1                       | 400 | 62
                SELECT 1; SELECT 2            | 400 | 62
                INSERT INTO nope VALUES (1)   | 404 | 60
                DROP TABLE nope               | 404 | 60
                SELECT throwIf(1)             | 400 | 395
                """)
    void errorsHaveClickHousesTextCodeAndStatus(String sql, int status, int code) throws Exception {
        EngineHttp.Reply reply = engine.post(sql);

        assertThat(reply.text()).startsWith("Code: " + code + ". DB::Exception: ");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("X-ClickHouse-Exception-Code")).isEqualTo("" + code);
    }

    @Test
    void settingsOfOneRequestAreNotThoseOfTheNext() throws Exception {
        String ask = "SELECT getSetting('max_block_size'), getSetting('max_threads')";
        String before = engine.ask(ask);

        EngineHttp.Reply changed = engine.post(Map.of("max_block_size", "77", "max_threads", "1"), ask);
        engine.ask("SET max_block_size = 99");

        assertThat(changed.text()).isEqualTo("77\t1\n");
        for (int i = 0; i < 20; i++) {
            assertThat(engine.ask(ask)).isEqualTo(before);
        }
    }

    @Test
    void databaseOfOneRequestIsNotThatOfTheNext() throws Exception {
        assertThat(engine.post(Map.of("database", "system"), "SELECT currentDatabase()")
                        .text())
                .isEqualTo("system\n");
        engine.ask("USE system");

        for (int i = 0; i < 20; i++) {
            assertThat(engine.ask("SELECT currentDatabase()")).isEqualTo("default");
        }
    }

    @Test
    void parametersAreBoundAndNotPutIntoTheText() throws Exception {
        EngineHttp.Reply reply = engine.post(
                Map.of("param_text", "'; DROP TABLE x; --", "param_n", "7"),
                "SELECT {text:String} AS a, {n:UInt8} + 1 AS b FORMAT JSONEachRow");

        assertThat(reply.text().strip()).isEqualTo("{\"a\":\"'; DROP TABLE x; --\",\"b\":8}");
    }

    @Test
    void anUnknownSettingIsRefused() throws Exception {
        assertThat(engine.post(Map.of("no_such_setting", "1"), "SELECT 1").text())
                .contains("Code: 115");
    }

    @Test
    void formatComesFromClauseElseHeaderElseUrl() throws Exception {
        HttpRequest.Builder header = engine.request(Map.of("default_format", "CSV"))
                .header("X-ClickHouse-Format", "JSONCompactEachRow")
                .POST(HttpRequest.BodyPublishers.ofString("SELECT 1, 'a'"));

        assertThat(engine.send(header).text()).isEqualTo("[1, \"a\"]\n");
        assertThat(engine.post(Map.of("default_format", "CSV"), "SELECT 1, 'a'").text())
                .isEqualTo("1,\"a\"\n");
        assertThat(engine.post(Map.of("default_format", "CSV"), "SELECT 1, 'a' FORMAT TSV")
                        .text())
                .isEqualTo("1\ta\n");
    }

    @Test
    void headersSayWhatWasDone() throws Exception {
        EngineHttp.Reply reply = engine.post(Map.of("query_id", "mine"), "SELECT number FROM numbers(3) FORMAT CSV");

        assertThat(reply.header("X-ClickHouse-Query-Id")).isEqualTo("mine");
        assertThat(reply.header("X-ClickHouse-Format")).isEqualTo("CSV");
        assertThat(reply.header("X-ClickHouse-Timezone")).endsWith("UTC");
        assertThat(reply.header("X-ClickHouse-Summary"))
                .contains("\"read_rows\":\"3\"")
                .contains("\"result_rows\":\"3\"");
    }

    @Test
    void gzipIsUnderstoodBothWays() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("SELECT number FROM numbers(100000) FORMAT CSV".getBytes(UTF_8));
        }
        HttpRequest.Builder request = engine.request(Map.of("enable_http_compression", "1"))
                .header("Content-Encoding", "gzip")
                .header("Accept-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()));

        byte[] body = engine.send(request).body();

        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
            assertThat(new String(plain.readAllBytes(), UTF_8).lines()).hasSize(100_000);
        }
        assertThat(body.length).isLessThan(400_000);
    }

    @Test
    void compressedInsertsAreRefusedWithTheWayOut() throws Exception {
        assertThat(engine.post(Map.of("decompress", "1"), "x").text()).contains("compressClientRequest(false)");
    }

    @Test
    void aLongStatementIsTakenAndTooLongAOneRefused() throws Exception {
        String comment = "/* " + "x".repeat(1 << 20) + " */";

        assertThat(engine.post(Map.of("max_query_size", "8000000"), "SELECT 1 " + comment + " + 1")
                        .text())
                .isEqualTo("2\n");
        assertThat(engine.post("SELECT '" + "x".repeat(9 << 20) + "'").text()).contains("Max query size exceeded");
    }
}
