// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class RingReaderTest {
    private static final int EVENT_BYTES = (int) EventLayouts.TCP_EVENT.byteSize();

    private final HandMadeRing kernel = new HandMadeRing(4096);
    private final EventLog log = new EventLog();

    @Test
    void eventsAndTasksRunOnOneThread() throws Exception {
        CompletableFuture<Thread> ofTask = new CompletableFuture<>();
        CompletableFuture<Thread> ofTask2 = new CompletableFuture<>();
        try (RingReader reader = new RingReader(kernel.ring, log, null)) {
            reader.start();

            reader.execute(() -> ofTask.complete(Thread.currentThread()));
            reader.execute(() -> ofTask2.complete(Thread.currentThread()));

            assertThat(ofTask.get()).isSameAs(ofTask2.get()).isNotSameAs(Thread.currentThread());
        }
    }

    @Test
    void eventsInTheRingAreHandedOnBeforeItEnds() {
        RingReader reader = new RingReader(kernel.ring, log, null);
        reader.start();
        kernel.append(0, EVENT_BYTES, EventLayouts.TCP_OPENED);
        kernel.append(0, EVENT_BYTES, EventLayouts.TCP_CLOSED);

        reader.close();

        assertThat(log.sockets(seen -> true)).extracting(SeenSocket::what).containsExactly("opened", "closed");
        assertThat(reader.events()).isEqualTo(2);
    }

    @Test
    void eventThatCannotBeHandledIsCountedAndTheNextOnesCome() {
        int unknownKind = 9;
        try (RingReader reader = new RingReader(kernel.ring, log, null)) {
            kernel.append(0, EVENT_BYTES, unknownKind);
            kernel.append(0, EVENT_BYTES, EventLayouts.TCP_OPENED);

            reader.start();

            await().untilAsserted(() -> assertThat(log.sockets(seen -> true)).hasSize(1));
            assertThat(reader.mishandled()).isEqualTo(1);
        }
    }

    @Test
    void taskThatFailsLeavesTheReaderAlive() {
        CompletableFuture<Boolean> after = new CompletableFuture<>();
        try (RingReader reader = new RingReader(null, log, null)) {
            reader.start();

            reader.execute(() -> {
                throw new IllegalStateException("task");
            });
            reader.execute(() -> after.complete(true));

            await().until(after::isDone);
        }
    }

    @Test
    void endedReaderTakesNoTask() {
        RingReader reader = new RingReader(null, log, null);
        reader.start();
        reader.close();

        assertThatThrownBy(() -> reader.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }
}
