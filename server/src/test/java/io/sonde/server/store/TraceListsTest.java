// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.server.RunningServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceListsTest {
    private static final String SPAN =
            "INSERT INTO otel_traces (Timestamp, TraceId, SpanId, SpanKind, ServiceName) SELECT"
                    + " now64(9), repeat('ab', 16), repeat('cd', 8), 'Server', 'cart'";

    @Test
    void spansOfBeforeAreListedToo(@TempDir Path data) throws Exception {
        try (RunningServer server = RunningServer.start("--data=" + data).awaitReady()) {
            // Given: a store as it was before there were lists, with a span in it
            ClickHouse store = server.bean(ClickHouse.class);
            for (String view : new String[] {"trace_entries_mv", "trace_parts_mv", "trace_durations_mv"}) {
                store.execute("DROP VIEW " + view);
            }
            store.execute("DROP TABLE trace_entries");
            store.execute("DROP TABLE trace_parts");
            store.execute("DROP TABLE trace_durations");
            store.execute(SPAN);
            store.execute("DELETE FROM schema_migrations WHERE name >= '0007'");

            server.bean(Migrations.class).apply();

            assertThat(server.count("SELECT count() FROM trace_entries WHERE Service = 'cart'"))
                    .isEqualTo(1);
            assertThat(server.count("SELECT sum(Spans) FROM trace_parts")).isEqualTo(1);
            assertThat(server.count("SELECT sum(Spans) FROM trace_durations")).isEqualTo(1);
        }
    }

    @Test
    void aRepeatedInsertIsListedOnce(@TempDir Path data) throws Exception {
        try (RunningServer server = RunningServer.start("--data=" + data).awaitReady()) {
            ClickHouse store = server.bean(ClickHouse.class);
            String once = SPAN + " SETTINGS insert_deduplication_token = 'same',"
                    + " deduplicate_blocks_in_dependent_materialized_views = 1";

            store.execute(once);
            store.execute(once);

            assertThat(server.count("SELECT count() FROM otel_traces")).isEqualTo(1);
            assertThat(server.count("SELECT count() FROM trace_entries")).isEqualTo(1);
            assertThat(server.count("SELECT sum(Spans) FROM trace_parts")).isEqualTo(1);
            assertThat(server.count("SELECT sum(Spans) FROM trace_durations")).isEqualTo(1);
        }
    }
}
