// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** libchdb crashes in its exit code while anything is open, and closing waits for what runs. Ours must be quick and clean. */
class EndingTest {
    @TempDir
    Path directory;

    @Test
    void askedToEndUnderLoadItEndsCleanlyAndTellsThoseWhoWait() throws Exception {
        try (Child child = Child.engine(directory.resolve("data"))) {
            EngineHttp engine = child.http();
            engine.ask("CREATE TABLE t (n UInt64) ENGINE = MergeTree ORDER BY n");
            List<CompletableFuture<String>> load = Stream.of(
                            "SELECT count() FROM numbers(1000000000000)",
                            "SELECT number FROM numbers(1000000000000) FORMAT Null",
                            "INSERT INTO t SELECT number FROM numbers(1000000000000)",
                            "SELECT sleep(3), number FROM numbers(100) SETTINGS max_block_size = 1")
                    .map(sql -> CompletableFuture.supplyAsync(() -> answerOrError(engine, sql)))
                    .toList();
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            engine.ask("SELECT count() FROM system.processes").equals("5"));

            child.terminate();

            assertThat(child.exitCode()).isZero();
            assertThat(load).allSatisfy(answer -> assertThat(answer.join()).contains("QUERY_WAS_CANCELLED"));
        }
    }

    @Test
    void itEndsWithItsParent() throws Exception {
        try (Child child = Child.engine(directory.resolve("data"), "--exit-on-stdin-end", "yes")) {
            child.http();

            child.endStdin();

            assertThat(child.exitCode()).isZero();
            assertThat(child.output()).contains("the parent is gone");
        }
    }

    @Test
    void asAnErrorItEndsWithoutACrashToo() throws Exception {
        EngineHttp taken = SharedEngine.http();
        try (Child child = Child.engine(
                directory.resolve("data"), "--port", "" + taken.uri().getPort())) {

            assertThat(child.exitCode()).isEqualTo(ExitCode.PORT_UNUSABLE.number());
            assertThat(child.output()).contains("cannot be listened on");
        }
    }

    private static String answerOrError(EngineHttp engine, String sql) {
        try {
            return engine.post(sql).text();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
