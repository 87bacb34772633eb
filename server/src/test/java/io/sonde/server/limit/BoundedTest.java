// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.server.receive.FullClocks;
import io.sonde.server.receive.decode.FullCaches;
import io.sonde.server.store.FullQueues;
import io.sonde.server.store.FullStore;
import io.sonde.server.world.FullWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is bounded holds its limit and counts what found no room. */
class BoundedTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "server-limits.md");
    private static final String HEAD = """
        <!-- Generated from the list of what is bounded by BoundedTest (-Dpage.update=true). Do not edit. -->
        # What is bounded in the server

        How full each is and what found no room in the last hour stands in `/api/v1/server` and on the agents page; since the start, on
        `/metrics` as `sonde_server_table_size`, `sonde_server_table_limit` and `sonde_server_table_no_room_total` with the label `table`.

        | table | holds | limit | what finds no room is |
        |---|---|---|---|
        """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void holdsItsLimitAndCountsWhatFoundNoRoom(Bounded which) throws Exception {
        Fill fill = filled(which);

        assertThat(fill.limit()).isPositive();
        assertThat(fill.size()).isPositive().isLessThanOrEqualTo(fill.limit());
        assertThat(fill.noRoom()).isPositive();
    }

    /** Filled with more than fits. What is new in the list does not compile until it is filled here. */
    private Fill filled(Bounded which) throws Exception {
        return switch (which) {
            case GRPC_CONNECTIONS, HTTP_CONNECTIONS, REST_CONNECTIONS, OPS_CONNECTIONS -> FullDoors.connections(which);
            case REQUESTS -> FullDoors.requests();
            case REST_REQUESTS -> FullDoors.questions();
            case STORE_STATEMENTS -> FullStore.statements();
            case KEPT_CAUSES -> FullStore.keptCauses(directory);
            case ENGINE_STATEMENTS -> FullStore.engineStatements(directory);
            case METRICS_ROWS, LOGS_ROWS, TRACES_ROWS -> FullQueues.rows();
            case METRICS_BYTES, LOGS_BYTES, TRACES_BYTES -> FullQueues.bytes();
            case WRITTEN_SERIES -> FullQueues.writtenSeries();
            case BATCH_NAMES -> FullQueues.batchNames();
            case KNOWN_SERIES -> FullCaches.series();
            case KNOWN_RESOURCES -> FullCaches.resources();
            case SENDERS -> FullClocks.senders();
            case WORLD_QUEUE, WORLD_SERIES, WORLD_LISTENERS, WORLD_BYTES -> FullWorld.of(which);
        };
    }

    @Test
    void thePageIsFresh() throws IOException {
        String page = Arrays.stream(Bounded.values()).map(BoundedTest::row).collect(Collectors.joining("", HEAD, ""));
        if (Boolean.getBoolean("page.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    private static String row(Bounded which) {
        String limit = which.setting().isEmpty() ? "fixed" : "`" + which.setting() + "`";
        return "| `%s` | %s | %s | %s |\n"
                .formatted(which.text(), which.says(), limit, which.atLimit().says());
    }
}
