// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.payments;

import io.sonde.demo.pool.Pool;
import io.sonde.demo.pool.PoolExhausted;
import io.sonde.demo.web.Knobs;
import java.sql.Connection;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Takes every connection of a pool and keeps it, as code that forgets to close does, until it is switched off. */
final class Leak implements Knobs.Turned {
    private final Pool<Connection> pool;
    private final int connections;
    private @Nullable CountDownLatch release;

    Leak(Pool<Connection> pool, int connections) {
        this.pool = pool;
        this.connections = connections;
    }

    @Override
    public void to(boolean on) {
        if (on && release == null) {
            release = keepAll();
        } else if (!on && release != null) {
            release.countDown();
            release = null;
        }
    }

    private CountDownLatch keepAll() {
        var healed = new CountDownLatch(1);
        for (int i = 0; i < connections; i++) {
            Thread.ofVirtual().name("leak").start(() -> keepOne(healed));
        }
        return healed;
    }

    private void keepOne(CountDownLatch healed) {
        while (healed.getCount() > 0) {
            try {
                pool.use(connection -> await(healed));
            } catch (PoolExhausted _) {
                // Requests hold it still: the next try is after another wait.
            } catch (Exception e) {
                System.err.println("leak: " + e);
                return;
            }
        }
    }

    private static boolean await(CountDownLatch healed) throws InterruptedException {
        healed.await();
        return true;
    }
}
