// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.part.Part;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hop 6: brings the tables up and runs the writers. Until the tables are there, what is offered waits in the queues. */
@Singleton
public final class Store implements Part {
    private static final Logger log = LoggerFactory.getLogger(Store.class);

    private static final Duration RETRY_PAUSE = Duration.ofMillis(100);

    private final ClickHouse clickHouse;
    private final Migrations migrations;
    private final Retention retention;
    private final Writers writers;
    private final List<BeforeInserts> followers;
    private final @Nullable EmbeddedStore embedded;
    private final Thread starter = Thread.ofPlatform().name("store-start").unstarted(this::bringUp);
    private volatile @Nullable String notUp = "the store is starting";

    Store(
            ClickHouse clickHouse,
            Migrations migrations,
            Retention retention,
            Writers writers,
            List<BeforeInserts> followers,
            @Nullable EmbeddedStore embedded) {
        this.clickHouse = clickHouse;
        this.migrations = migrations;
        this.retention = retention;
        this.writers = writers;
        this.followers = followers;
        this.embedded = embedded;
        if (embedded != null) {
            notUp = EmbeddedStore.STARTING;
        }
    }

    @Override
    public void start() {
        if (embedded != null) {
            embedded.start();
        }
        writers.start();
        starter.start();
    }

    private void bringUp() {
        try {
            while (!isUp()) {
                Thread.sleep(RETRY_PAUSE);
            }
        } catch (InterruptedException e) {
            log.debug("stopped before the store was ready");
        }
    }

    private boolean isUp() {
        try {
            migrations.apply();
            retention.apply();
            followers.forEach(BeforeInserts::tablesReady);
            clickHouse.openForInserts();
            notUp = null;
            log.info("store ready");
            return true;
        } catch (StoreException e) {
            String reason = String.valueOf(e.getMessage());
            if (!reason.equals(notUp) && !Thread.currentThread().isInterrupted()) {
                log.warn("store not ready: {}", reason);
            }
            notUp = reason;
            return false;
        }
    }

    /** Why nothing can be stored at the moment; null when it can. */
    public @Nullable String notReady() {
        String reason = notUp;
        return reason != null ? reason : unreachable();
    }

    public boolean isEmbedded() {
        return embedded != null;
    }

    /** How often the embedded engine was started again. */
    public long restarts() {
        return embedded == null ? 0 : embedded.restarts();
    }

    /** Completes with a reason if there will be no store as long as nobody mends something. */
    public CompletableFuture<String> unusable() {
        return embedded == null ? new CompletableFuture<>() : embedded.unusable();
    }

    private @Nullable String unreachable() {
        try {
            clickHouse.query("SELECT 1", Map.of());
            return null;
        } catch (StoreException e) {
            return e.getMessage();
        }
    }

    @Override
    public void close() {
        starter.interrupt();
        writers.close();
        clickHouse.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
