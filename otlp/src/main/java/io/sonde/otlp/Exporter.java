// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
    private @Nullable SpoolQueue spool;
    private String noSpoolBecause = "no directory was given to keep it in";

    private Exporter(ExporterSettings settings) {
        this.settings = settings;
        this.queue = queue(settings);
        this.sender = new GrpcSender(settings);
        this.log = new ExporterLog(settings.endpoint());
        owner.setDaemon(true);
    }

    /** Takes batches in and sends nothing until it is told to {@link #begin}. */
    public static Exporter open(ExporterSettings settings) {
        return new Exporter(settings);
    }

    /** Takes batches in and sends them; the connection is made with the first. */
    public static Exporter start(ExporterSettings settings) {
        Exporter exporter = open(settings);
        exporter.begin();
        return exporter;
    }

    public void begin() {
        owner.start();
    }

    private BatchQueue queue(ExporterSettings wanted) {
        SpoolLimits limits = wanted.spool();
        if (limits == null) {
            return new MemoryQueue(wanted.queueLimits());
        }
        try {
            spool = new SpoolQueue(Spool.open(limits), wanted.queueLimits());
            return spool;
        } catch (IOException e) {
            noSpoolBecause = "cannot use " + limits.directory() + ": " + e.getMessage();
            return new MemoryQueue(wanted.queueLimits());
        }
    }

    @Override
    public void accept(Batch batch) {
        accept(List.of(batch), Mark.NONE);
    }

    @Override
    public boolean accept(List<Batch> report, Mark mark) {
        return !report.isEmpty() && queue.add(report, mark);
    }

    /** What earlier lives of this sender left behind. */
    public Recovered recovered() {
        SpoolQueue onDisk = spool;
        return onDisk == null ? Recovered.NOTHING : onDisk.recovered();
    }

    public ExporterCounters counters() {
        SpoolQueue onDisk = spool;
        return new ExporterCounters(
                sentItems.get(),
                queue.droppedItems(),
                rejectedItems.get(),
                onDisk == null ? 0 : onDisk.damagedItems(),
                retries.get(),
                queue.bytes(),
                onDisk == null ? settings.queueLimits().bytes() : onDisk.limitBytes(),
                sender.clockAheadSeconds(),
                onDisk == null ? noSpoolBecause : onDisk.problem(),
                lastError);
    }

    /** Sends what is queued for at most {@code timeout}; the rest is kept on disk, or dropped and counted. */
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
            for (QueuedBatch batch = queue.take(); batch != null; batch = queue.take()) {
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
            queue.end();
        }
    }

    private Reply sendOrGiveBack(QueuedBatch batch) throws InterruptedException {
        try {
            return sender.send(batch);
        } catch (InterruptedException e) {
            queue.giveBack(batch);
            throw e;
        }
    }

    private void accepted(QueuedBatch batch, Reply.Accepted reply) {
        queue.delivered(batch);
        long rejected = Math.clamp(reply.rejectedItems(), 0, batch.batch().items());
        sentItems.addAndGet(batch.batch().items() - rejected);
        rejectedItems.addAndGet(rejected);
        if (rejected > 0 || !reply.message().isEmpty()) {
            lastError = "server rejected " + rejected + " of " + batch.batch().items() + " items: " + reply.message();
            log.problem(lastError);
        } else {
            log.delivered();
        }
    }

    private void refused(QueuedBatch batch, Reply.Refused reply) {
        queue.delivered(batch);
        rejectedItems.addAndGet(batch.batch().items());
        lastError = reply.reason();
        log.problem("refused, " + batch.batch().items() + " items dropped: " + reply.reason());
    }

    private void tryAgain(QueuedBatch batch, Reply.TryAgain reply, int failures) throws InterruptedException {
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
