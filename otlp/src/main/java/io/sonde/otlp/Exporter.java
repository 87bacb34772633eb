// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Delivers batches to an OTLP server over gRPC: queues them, compresses, tries again with growing pauses where the
 * protocol allows it, and counts what becomes of each item. {@link #accept} never blocks; one thread sends.
 */
public final class Exporter implements BatchSink, AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final ExporterSettings settings;
    private final BatchQueue queue;
    private final GrpcSender sender;
    private final ExporterLog log;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread owner = new Thread(this::deliverAll, "sonde-otlp");

    private final AtomicLong sentItems = new AtomicLong();
    private final AtomicLong rejectedItems = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private volatile @Nullable String lastError;

    private Exporter(ExporterSettings settings, BatchQueue queue) {
        this.settings = settings;
        this.queue = queue;
        this.sender = new GrpcSender(settings);
        this.log = new ExporterLog(settings.endpoint());
        owner.setDaemon(true);
    }

    /** Starts sending; the connection is made with the first batch. */
    public static Exporter start(ExporterSettings settings) {
        var exporter = new Exporter(settings, new MemoryQueue(settings.queueLimits()));
        exporter.owner.start();
        return exporter;
    }

    @Override
    public void accept(Batch batch) {
        queue.add(batch);
    }

    public ExporterCounters counters() {
        return new ExporterCounters(
                sentItems.get(), queue.droppedItems(), rejectedItems.get(), retries.get(), queue.bytes(), lastError);
    }

    /** Sends what is queued for at most {@code timeout}, then drops and counts the rest. */
    public void close(Duration timeout) {
        queue.close();
        closing.countDown();
        try {
            if (!owner.join(timeout)) {
                owner.interrupt();
                owner.join();
            }
        } catch (InterruptedException _) {
            owner.interrupt();
            Thread.currentThread().interrupt();
        }
        sender.close();
    }

    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    private void deliverAll() {
        int failures = 0;
        try {
            for (Batch batch = queue.take(); batch != null; batch = queue.take()) {
                switch (sendOrGiveBack(batch)) {
                    case Reply.Accepted accepted -> {
                        accepted(batch, accepted);
                        failures = 0;
                    }
                    case Reply.Refused refused -> {
                        refused(batch, refused);
                        failures = 0;
                    }
                    case Reply.TryAgain tryAgain -> tryAgain(batch, tryAgain, ++failures);
                }
            }
        } catch (InterruptedException _) {
            // close() ran out of time
        } finally {
            queue.clear();
        }
    }

    private Reply sendOrGiveBack(Batch batch) throws InterruptedException {
        try {
            return sender.send(batch);
        } catch (InterruptedException e) {
            queue.giveBack(batch);
            throw e;
        }
    }

    private void accepted(Batch batch, Reply.Accepted reply) {
        queue.delivered(batch);
        long rejected = Math.clamp(reply.rejectedItems(), 0, batch.items());
        sentItems.addAndGet(batch.items() - rejected);
        rejectedItems.addAndGet(rejected);
        if (rejected > 0 || !reply.message().isEmpty()) {
            lastError = "server rejected " + rejected + " of " + batch.items() + " items: " + reply.message();
            log.problem(lastError);
        } else {
            log.delivered();
        }
    }

    private void refused(Batch batch, Reply.Refused reply) {
        queue.delivered(batch);
        rejectedItems.addAndGet(batch.items());
        lastError = reply.reason();
        log.problem("refused, " + batch.items() + " items dropped: " + reply.reason());
    }

    private void tryAgain(Batch batch, Reply.TryAgain reply, int failures) throws InterruptedException {
        queue.giveBack(batch);
        lastError = reply.reason();
        log.problem(reply.reason() + "; trying again");
        Duration ours =
                settings.backoff().delay(failures, ThreadLocalRandom.current().nextDouble());
        pause(reply.after() != null && reply.after().compareTo(ours) > 0 ? reply.after() : ours);
        sender.reconnect();
        retries.incrementAndGet();
    }

    /** The pause during which closing begins is cut short, so that a last try is made; later ones are kept. */
    private void pause(Duration duration) throws InterruptedException {
        if (closing.getCount() == 0) {
            Thread.sleep(duration);
            return;
        }
        var _ = closing.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }
}
