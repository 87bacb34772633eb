// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a linger of an hour: whatever is taken within the test did not wait for it. */
@Timeout(30)
class WriteQueueTest {
    private static final int ENOUGH_ROWS = 100;

    private final WriteQueue<String> queue = new WriteQueue<>(
            "test",
            new WriteConfig(ENOUGH_ROWS, Duration.ofHours(1), 1000, 10_000, 1_000_000, 1, Duration.ofSeconds(1)));

    @Test
    void aLoneRequestAfterSilenceIsTakenAtOnce() throws Exception {
        var _ = queue.offer("alone", 1, 1);

        assertThat(take()).containsExactly("alone");
    }

    @Test
    void enoughRowsAreTakenAsSoonAsTheWriterIsBack() throws Exception {
        var _ = queue.offer("first", 1, 1);
        take();
        var _ = queue.offer("many", ENOUGH_ROWS, 1);

        assertThat(take()).containsExactly("many");
    }

    @Test
    void fewRowsThatFollowABatchWaitUntilTheyAreEnough() throws Exception {
        var _ = queue.offer("first", 1, 1);
        take();
        var _ = queue.offer("few", ENOUGH_ROWS - 1, 1);
        CompletableFuture<List<String>> taken = CompletableFuture.supplyAsync(this::takeUnchecked);

        var _ = queue.offer("one more", 1, 1);

        assertThat(taken.get(30, TimeUnit.SECONDS)).containsExactly("few", "one more");
    }

    private List<String> take() throws InterruptedException {
        List<Pending<String>> taken = queue.take();
        queue.release(taken);
        return taken.stream().map(Pending::batch).toList();
    }

    private List<String> takeUnchecked() {
        try {
            return take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
