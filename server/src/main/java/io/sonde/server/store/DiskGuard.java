// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sonde.server.part.Part;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses new data while the disk of the embedded engine is nearly full: an engine that meets the end of its disk cannot merge,
 * and what it has acknowledged should never depend on luck. Senders keep what was refused.
 */
@Singleton
public final class DiskGuard implements Part {
    private static final Logger log = LoggerFactory.getLogger(DiskGuard.class);

    /** Two cores fill 100 MB in a second at most, a tenth of the room that is kept by default. */
    private static final long LOOK_EVERY_MILLIS = 1_000;

    private static final long MEGABYTE = 1L << 20;

    private final DiskConfig config;
    private final @Nullable Path data;
    private final Thread thread =
            Thread.ofPlatform().name("disk-guard").daemon().unstarted(this::run);
    private volatile Disk disk = Disk.UNKNOWN;

    /**
     * What was seen last.
     *
     * @param freeBytes -1 while nobody has looked, or where the store is elsewhere
     * @param keepFreeBytes below which new data is refused
     */
    public record Disk(long freeBytes, long totalBytes, long keepFreeBytes, boolean refusing) {
        static final Disk UNKNOWN = new Disk(-1, -1, 0, false);
    }

    DiskGuard(DiskConfig config, DataConfig data, @Nullable EmbeddedStore embedded, MeterRegistry meters) {
        this.config = config;
        this.data = embedded == null ? null : data.data().toAbsolutePath();
        Gauge.builder("sonde.server.disk.free.bytes", () -> disk.freeBytes())
                .description("Free bytes of the disk that holds the data; -1 where the store is elsewhere.")
                .register(meters);
        Gauge.builder("sonde.server.disk.refusing", () -> disk.refusing() ? 1 : 0)
                .description("1 while new data is refused because the disk is nearly full.")
                .register(meters);
    }

    @Override
    public void start() {
        if (data != null && config.keepFreeBytes() > 0) {
            look(data);
            thread.start();
        }
    }

    public Disk disk() {
        return disk;
    }

    /** A sentence while new data is refused, else null. */
    public @Nullable String refusal() {
        Disk now = disk;
        return now.refusing()
                ? "The disk of %s has %d MB free, less than the %d MB to keep: new data is refused until %d MB are free. Make room, give it a larger disk, or keep data for a shorter time (--retention.*)."
                        .formatted(
                                data,
                                now.freeBytes() / MEGABYTE,
                                config.keepFreeBytes() / MEGABYTE,
                                enoughAgain() / MEGABYTE)
                : null;
    }

    void check() throws DiskFullException {
        if (disk.refusing()) {
            throw new DiskFullException(String.valueOf(refusal()));
        }
    }

    private void run() {
        Path watched = data;
        try {
            while (watched != null) {
                Thread.sleep(LOOK_EVERY_MILLIS);
                look(watched);
            }
        } catch (InterruptedException e) {
            log.debug("no longer watches the disk");
        }
    }

    private void look(Path watched) {
        try {
            FileStore store = Files.getFileStore(nearestThatExists(watched));
            boolean before = disk.refusing();
            long free = store.getUsableSpace();
            disk = new Disk(
                    free,
                    store.getTotalSpace(),
                    config.keepFreeBytes(),
                    free < (before ? enoughAgain() : config.keepFreeBytes()));
            if (disk.refusing() && !before) {
                log.error("{}", refusal());
            } else if (before && !disk.refusing()) {
                log.info("{} MB are free on the disk of {}: new data is taken again", free / MEGABYTE, watched);
            }
        } catch (IOException e) {
            log.warn("cannot see how full the disk of {} is: {}", watched, e.toString());
        }
    }

    /** A quarter more: else a merge that frees a little would switch it on and off. */
    private long enoughAgain() {
        return config.keepFreeBytes() + config.keepFreeBytes() / 4;
    }

    private static Path nearestThatExists(Path path) {
        Path existing = path;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
