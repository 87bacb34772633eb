// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is on the disk, once. */
class DurabilityTest {
    private static final String TABLE =
            "CREATE TABLE t (n UInt64) ENGINE = MergeTree ORDER BY n SETTINGS non_replicated_deduplication_window = 100";

    @TempDir
    Path directory;

    @Test
    void anInsertRepeatedUnderItsTokenIsStoredOnceAlsoAfterACrash() throws Exception {
        Path data = directory.resolve("data");
        try (Child child = Child.engine(data)) {
            EngineHttp engine = child.http();
            engine.ask(TABLE);
            assertThat(insert(engine, "batch-1", "1\n2\n3\n").status()).isEqualTo(200);
            assertThat(insert(engine, "batch-1", "1\n2\n3\n").status()).isEqualTo(200);
            assertThat(insert(engine, "batch-2", "4\n").status()).isEqualTo(200);
            assertThat(engine.ask("SELECT count() FROM t")).isEqualTo("4");
            child.kill();
        }

        try (Child child = Child.engine(data)) {
            EngineHttp engine = child.http();
            assertThat(engine.ask("SELECT count() FROM t")).isEqualTo("4");

            assertThat(insert(engine, "batch-1", "1\n2\n3\n").status()).isEqualTo(200);
            assertThat(insert(engine, "batch-2", "4\n").status()).isEqualTo(200);

            assertThat(engine.ask("SELECT groupArray(n) FROM (SELECT n FROM t ORDER BY n)"))
                    .isEqualTo("[1,2,3,4]");
        }
    }

    @Test
    void insertsReachTheDiskBeforeTheyAreAcknowledged() throws Exception {
        assertThat(SharedEngine.http()
                        .ask("SELECT groupArray((name, value)) FROM (SELECT name, value FROM system.merge_tree_settings"
                                + " WHERE name IN ('fsync_after_insert', 'fsync_part_directory') ORDER BY name)"))
                .isEqualTo("[('fsync_after_insert','1'),('fsync_part_directory','1')]");
    }

    @Test
    void mergesAndMutationsRunWithTheFewBackgroundThreadsThereAre() throws Exception {
        EngineHttp engine = SharedEngine.http();
        engine.ask("CREATE OR REPLACE TABLE mutated (n UInt64, old UInt8) ENGINE = MergeTree ORDER BY n");
        for (int part = 0; part < 12; part++) {
            engine.ask("INSERT INTO mutated SELECT number, number % 2 FROM numbers(1000)");
        }

        engine.ask("ALTER TABLE mutated DELETE WHERE old = 1 SETTINGS mutations_sync = 1");
        engine.ask("OPTIMIZE TABLE mutated FINAL");

        assertThat(engine.ask("SELECT count() FROM mutated")).isEqualTo("6000");
        assertThat(engine.ask("SELECT count() FROM system.parts WHERE table = 'mutated' AND active"))
                .isEqualTo("1");
    }

    private static EngineHttp.Reply insert(EngineHttp engine, String token, String rows) throws Exception {
        return engine.post(Map.of("query", "INSERT INTO t FORMAT TSV", "insert_deduplication_token", token), rows);
    }
}
