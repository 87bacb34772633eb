// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InProcessDangersTest {
    @TempDir
    Path directory;

    /** With libchdb's handlers the first StackOverflowError hangs the JVM for minutes and then kills it. */
    @Test
    void signalHandlersStayTheJvms() {
        try (Child child = Child.start(InProcessDangers.class, "signals", directory.toString())) {

            assertThat(child.exitCode()).isZero();
            assertThat(child.output()).contains("handlers kept", "overflows 200, nulls 100", "survived");
        }
    }

    /** After chdb_shutdown nothing can connect again; closing the last connection is enough. */
    @Test
    void closedTheEngineCanBeOpenedAgain() {
        try (Child child = Child.start(InProcessDangers.class, "reconnect", directory.toString())) {

            assertThat(child.exitCode()).isZero();
            assertThat(child.output()).contains("rows 1", "rows 5", "survived");
        }
    }
}
