// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sonde.server.limit.Fill;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What waits for the store, and what is known of it, filled with more than fits. */
public final class FullQueues {
    private static final int SERIES = 64;
    private static final WriteConfig SMALL =
            new WriteConfig(10, Duration.ofHours(1), 10, 10, 1000, SERIES, Duration.ofSeconds(1));

    private FullQueues() {}

    public static Fill rows() throws QueueFullException {
        var queue = new WriteQueue<String>("test", SMALL);
        var _ = queue.offer("fits", SMALL.queueRows(), 1);
        assertThatThrownBy(() -> queue.offer("one more", 1, 1)).isInstanceOf(QueueFullException.class);
        return queue.rows();
    }

    public static Fill bytes() throws QueueFullException {
        var queue = new WriteQueue<String>("test", SMALL);
        var _ = queue.offer("fits", 1, SMALL.queueBytes());
        assertThatThrownBy(() -> queue.offer("one more", 1, 1)).isInstanceOf(QueueFullException.class);
        return queue.bytes();
    }

    public static Fill writtenSeries() {
        var series = new RecentSeries(SERIES);
        for (int i = 0; i <= SERIES; i++) {
            series.add(i + 1);
        }
        return series.fill();
    }

    public static Fill batchNames() throws QueueFullException {
        var ledger = new BatchLedger();
        long limit = ledger.fill().limit();
        var stored = new CompletableFuture<Void>();
        stored.complete(null);
        for (int i = 0; i <= limit; i++) {
            var _ = ledger.once(new BatchId("batch " + i, false), () -> stored);
        }
        return ledger.fill();
    }
}
