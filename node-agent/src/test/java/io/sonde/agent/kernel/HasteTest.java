// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HasteTest {
    private static final int NICE = 16;

    @Test
    void comesBeforeOthersOnlyWhileARingFillsUp() throws InterruptedException {
        // When
        List<Integer> nice = niceAfter(0.2, 0.1, 0.0);

        // Then: neither full nor empty changes nothing
        assertThat(nice).containsExactly(-10, -10, 0);
    }

    /** On a thread that nobody else uses afterwards. */
    private static List<Integer> niceAfter(double... fills) throws InterruptedException {
        List<Integer> seen = new ArrayList<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            var haste = new Haste();
            for (double fill : fills) {
                haste.after(fill);
                seen.add(nice());
            }
        });
        thread.join();
        return seen;
    }

    private static int nice() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            String afterName = stat.substring(stat.lastIndexOf(')') + 2);
            return Integer.parseInt(List.of(afterName.split(" ", -1)).get(NICE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
