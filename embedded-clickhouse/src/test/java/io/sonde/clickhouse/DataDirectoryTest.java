// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** libchdb says only that it could not connect. Ours says why, and with a number for each reason. */
class DataDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void aSecondEngineOnTheSameDataSaysSoAndHurtsNobody() throws Exception {
        try (Child first = Child.engine(directory.resolve("data"))) {
            EngineHttp engine = first.http();
            try (Child second = Child.engine(directory.resolve("data"))) {

                assertThat(second.exitCode()).isEqualTo(ExitCode.DATA_IN_USE.number());
                assertThat(second.output()).contains("another engine runs on " + directory.resolve("data"));
            }
            assertThat(engine.ask("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "no directory");

        try (Child child = Child.engine(file.resolve("data"))) {
            assertThat(child.exitCode()).isEqualTo(ExitCode.DATA_UNUSABLE.number());
            assertThat(child.output())
                    .contains("the data directory cannot be written")
                    .contains(file.toString());
        }
    }

    @Test
    void damagedDataIsNamed() throws Exception {
        Path data = directory.resolve("data");
        try (Child child = Child.engine(data)) {
            child.http().ask("CREATE TABLE t (n UInt64) ENGINE = MergeTree ORDER BY n");
            child.terminate();
            assertThat(child.exitCode()).isZero();
        }
        try (var files = Files.walk(data.resolve("chdb"))) {
            Path table =
                    files.filter(file -> file.endsWith("t.sql")).findFirst().orElseThrow();
            Files.writeString(table, "no SQL at all");
        }

        try (Child child = Child.engine(data)) {
            assertThat(child.exitCode()).isEqualTo(ExitCode.DATA_UNUSABLE.number());
            assertThat(child.output()).contains("the engine cannot open its data in " + data);
        }
    }
}
