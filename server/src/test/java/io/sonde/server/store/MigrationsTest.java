// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.server.RunningServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
    @Test
    void pointsOfTheWideTablesAreInTheCompactOnesAlsoWhenTheCopyWasCutOff(@TempDir Path data) throws Exception {
        try (RunningServer server = RunningServer.start("--data=" + data).awaitReady()) {
            // Given: a store as it was before the compact tables, and a copy that was begun
            ClickHouse store = server.bean(ClickHouse.class);
            store.execute("DROP TABLE metric_samples");
            store.execute("DROP TABLE metric_histograms");
            run(store, "0001-metrics");
            store.execute("INSERT INTO metric_samples VALUES ('m', 1, now64(3), 12.34), ('m', 2, now64(3), nan)");
            store.execute("INSERT INTO metric_histograms VALUES"
                    + " ('h', 1, now64(3), now64(3), 3, 1.5, nan, 7, [0.005, 1], [1, 2, 0]),"
                    + " ('h', 2, now64(3), now64(3), 3, 1.5, nan, 7, range(1, 21), range(21)),"
                    + " ('h', 3, now64(3), now64(3), 3, 1.5, nan, 7, [], [])");
            run(store, "0004-compact-points");
            store.execute("DELETE FROM schema_migrations WHERE name >= '0004'");

            server.bean(Migrations.class).apply();

            assertThat(server.query("SELECT toString(groupArray((fingerprint, value))) AS row FROM"
                                    + " (SELECT fingerprint, value FROM metric_samples ORDER BY fingerprint)")
                            .getFirst()
                            .getString("row"))
                    .isEqualTo("[(1,12.34),(2,nan)]");
            assertThat(server.query("SELECT toString(groupArray((sum, max, bounds, counts))) AS row FROM"
                                    + " (SELECT sum, max, bounds, counts FROM metric_histograms ORDER BY fingerprint)")
                            .getFirst()
                            .getString("row"))
                    .isEqualTo("[(1.5,7,[0.005,1],[1,2,0]),"
                            + "(1.5,7,[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20],"
                            + "[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]),(1.5,7,[],[])]");
        }
    }

    private static void run(ClickHouse store, String migration) throws Exception {
        try (var file = MigrationsTest.class.getResourceAsStream("/migrations/" + migration + ".sql")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            for (String statement : Migrations.statements(text)) {
                store.execute(statement);
            }
        }
    }
}
