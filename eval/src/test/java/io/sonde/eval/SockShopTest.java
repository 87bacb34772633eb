// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.diagnosis.rca.CauseFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way from files to a judged answer, on a data set of the same layout made up here. */
class SockShopTest {
    private static final int ROWS = 300;

    @TempDir
    private Path folder;

    @Test
    void readsAsksAndCounts() throws IOException {
        // Given
        Path run = Files.createDirectories(folder.resolve("cart-cpu/1"));
        write(run.resolve("normal.csv"), 10);
        write(run.resolve("anomalous.csv"), 95);

        // When
        List<Judged> judged = RcaCommand.ask(new SockShop(folder, Disturbance.NONE).cases(), new CauseFinder());

        // Then
        assertThat(judged).hasSize(2);
        assertThat(judged.getFirst().kindPlace()).isEqualTo(1);
        assertThat(judged.getFirst().json().get("case").getAsString()).isEqualTo("cart-cpu/1");
        assertThat(judged.getLast().claims()).as("a calm stretch").isFalse();
        assertThat(judged.getLast().question().isKnownToScorers()).isFalse();
    }

    private static void write(Path file, double cartCpu) throws IOException {
        var text = new StringBuilder("time,cart_cpu,cart_mem,web_cpu,web_mem\n");
        for (int row = 0; row < ROWS; row++) {
            text.append(row)
                    .append(',')
                    .append(cartCpu + row % 3)
                    .append(",200000000,")
                    .append(5 + row % 2)
                    .append(",90000000\n");
        }
        Files.writeString(file, text);
    }
}
