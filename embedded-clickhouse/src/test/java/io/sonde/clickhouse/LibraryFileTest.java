// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LibraryFileTest {
    @Test
    void isWhereTheScriptPutsIt() throws Exception {
        Process script = new ProcessBuilder("./fetch-libchdb.sh", "--where").start();

        String where = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(where.strip()).isEqualTo(LibraryFile.CACHED.toString());
    }
}
