// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The official client with its defaults: compressed answers, plain inserts. */
class ClientTest {
    private static final int ROWS = 200_000;
    private final Client client = new Client.Builder()
            .addEndpoint(SharedEngine.http().uri().toString())
            .setUsername("default")
            .setPassword(Child.SECRET)
            .compressClientRequest(false)
            .build();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void pings() {
        assertThat(client.ping()).isTrue();
    }

    @Test
    void readsWhatItWroteInRowBinary() throws Exception {
        table("by_row_binary");
        ByteBuffer rows = ByteBuffer.allocate(8 * ROWS).order(ByteOrder.LITTLE_ENDIAN);
        for (long row = 0; row < ROWS; row++) {
            rows.putLong(row);
        }

        try (InsertResponse response = client.insert(
                        "by_row_binary",
                        List.of("n"),
                        new ByteArrayInputStream(rows.array()),
                        ClickHouseFormat.RowBinary,
                        new InsertSettings().setDeduplicationToken("once"))
                .get()) {
            assertThat(response.getWrittenRows()).isEqualTo(ROWS);
        }

        assertReadable("by_row_binary");
    }

    @Test
    void readsWhatItWroteInNative() throws Exception {
        table("by_native");
        // One block: number of columns, number of rows, then of each column name, type and values.
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(1);
        for (int rest = ROWS; rest > 0; rest >>>= 7) {
            block.write(rest > 127 ? (rest & 127) | 128 : rest);
        }
        block.writeBytes("\1n\6UInt64".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer values = ByteBuffer.allocate(8 * ROWS).order(ByteOrder.LITTLE_ENDIAN);
        for (long row = 0; row < ROWS; row++) {
            values.putLong(row);
        }
        block.writeBytes(values.array());

        client.insert("by_native", out -> out.write(block.toByteArray()), ClickHouseFormat.Native, new InsertSettings())
                .get()
                .close();

        assertReadable("by_native");
    }

    private void table(String name) throws Exception {
        client.execute("CREATE OR REPLACE TABLE " + name + " (n UInt64) ENGINE = MergeTree ORDER BY n")
                .get()
                .close();
    }

    /** Many blocks, so that header and frames of each would show. */
    private void assertReadable(String table) throws Exception {
        List<Long> rows = new ArrayList<>();
        read("SELECT n FROM " + table + " ORDER BY n", rows);

        assertThat(rows).isEqualTo(LongStream.range(0, ROWS).boxed().toList());
    }

    private void read(String sql, List<Long> numbers) throws Exception {
        QueryResponse response = client.query(sql).get();
        ClickHouseBinaryFormatReader reader = client.newBinaryFormatReader(response);
        while (reader.next() != null) {
            numbers.add(reader.getLong(1));
        }
        response.close();
    }

    @Test
    void bindsParametersAndSendsSettings() {
        List<GenericRecord> rows = client.queryAll(
                "SELECT {text:String} AS text, getSetting('max_block_size') AS block, currentDatabase() AS database",
                Map.of("text", "it's"),
                new QuerySettings().serverSetting("max_block_size", "77").setDatabase("system"));

        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().getString("text")).isEqualTo("it's");
        assertThat(rows.getFirst().getLong("block")).isEqualTo(77);
        assertThat(rows.getFirst().getString("database")).isEqualTo("system");
    }

    @Test
    void seesErrorsAsTheServersWithTheirCode() {
        assertThatThrownBy(() -> client.queryAll("SELECT nope"))
                .rootCause()
                .isInstanceOfSatisfying(ServerException.class, error -> {
                    assertThat(error.getCode()).isEqualTo(47);
                    assertThat(error.getMessage()).contains("nope");
                });
    }

    @Test
    void seesThatAnAnswerIsNotWhole() {
        String sql = "SELECT number, throwIf(number = 400000) FROM numbers(500000)";

        assertThatThrownBy(() -> read(sql, new ArrayList<>())).isInstanceOf(Exception.class);
    }
}
