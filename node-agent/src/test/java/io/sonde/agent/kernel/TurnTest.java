// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static final int NICE = 16;
    private static final int POLICY = 38;
    private static final String SCHED_OTHER = "0";
    private static final String SCHED_IDLE = "5";

    @Test
    void anotherThreadBringsOneBackThatCameLast() throws Exception {
        // Given: a thread that nobody else uses afterwards
        var turn = new Turn.OfThread();
        var tookLast = new CompletableFuture<List<String>>();
        var broughtBack = new CompletableFuture<Boolean>();
        var after = new CompletableFuture<List<String>>();
        Thread reader = Thread.ofPlatform().start(() -> {
            turn.take(Turn.Rank.LAST);
            tookLast.complete(facts());
            broughtBack.join();
            after.complete(facts());
        });
        List<String> own = facts();
        List<String> last = tookLast.join();

        // When
        broughtBack.complete(turn.take(Turn.Rank.FIRST));

        // Then
        reader.join();
        assertThat(last.get(POLICY)).isEqualTo(SCHED_IDLE);
        assertThat(broughtBack.join()).isTrue();
        assertThat(after.join().get(POLICY)).isEqualTo(SCHED_OTHER);
        assertThat(after.join().get(NICE)).isEqualTo("-10");
        assertThat(facts().get(NICE)).as("who helps stays what it is").isEqualTo(own.get(NICE));
    }

    /** What the kernel says of the calling thread, after its name. */
    private static List<String> facts() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
