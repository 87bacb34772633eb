// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PoolTest {
    private final List<Wire> opened = new ArrayList<>();

    @Test
    void connectionsAreUsedAgain() throws Exception {
        // Given
        var pool = pool(limits(2));

        // When
        Wire first = pool.use(wire -> wire);
        Wire second = pool.use(wire -> wire);

        // Then
        assertThat(second).isSameAs(first);
        assertThat(opened).hasSize(1);
    }

    @Test
    void callerIsToldWhenAllConnectionsAreTaken() throws Exception {
        // Given: another thread keeps the only one
        var pool = pool(limits(1));
        var taken = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var keeper = Thread.ofVirtual().start(() -> keep(pool, taken, release));
        taken.await();

        // When / Then
        assertThatThrownBy(() -> pool.use(wire -> wire))
                .isInstanceOf(PoolExhausted.class)
                .hasMessage("all 1 connections are taken");
        assertThat(opened).hasSize(1);

        // Given back, it can be had again
        release.countDown();
        keeper.join();
        Wire had = pool.use(wire -> wire);
        assertThat(had).isSameAs(opened.getFirst());
    }

    @Test
    void connectionIsNotUsedAgainAfterFailure() throws Exception {
        // Given
        var pool = pool(limits(1));

        // When
        assertThatThrownBy(() -> pool.use(wire -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        Wire next = pool.use(wire -> wire);

        // Then
        assertThat(opened).hasSize(2);
        assertThat(opened.getFirst().closed).isTrue();
        assertThat(next).isSameAs(opened.getLast());
    }

    @Test
    void unusedConnectionIsClosed() throws Exception {
        // Given: nothing may be idle
        var pool = pool(new PoolLimits(1, Duration.ZERO, Duration.ZERO, Duration.ofHours(1)));
        Wire first = pool.use(wire -> wire);

        // When
        Wire second = pool.use(wire -> wire);

        // Then
        assertThat(first.closed).isTrue();
        assertThat(second).isNotSameAs(first);
    }

    @Test
    void failedOpeningTakesNoPlace() {
        // Given
        var pool = new Pool<Wire>(
                () -> {
                    throw new IllegalStateException("refused");
                },
                limits(1));

        // When / Then: the second try is not told that the pool is exhausted
        assertThatThrownBy(() -> pool.use(wire -> wire)).hasMessage("refused");
        assertThatThrownBy(() -> pool.use(wire -> wire)).hasMessage("refused");
    }

    private static void keep(Pool<Wire> pool, CountDownLatch taken, CountDownLatch release) {
        try {
            pool.use(wire -> {
                taken.countDown();
                release.await();
                return wire;
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Pool<Wire> pool(PoolLimits limits) {
        return new Pool<>(this::open, limits);
    }

    private Wire open() {
        var wire = new Wire();
        opened.add(wire);
        return wire;
    }

    private static PoolLimits limits(int connections) {
        return new PoolLimits(connections, Duration.ZERO, Duration.ofHours(1), Duration.ofHours(1));
    }

    private static final class Wire implements AutoCloseable {
        private boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }
}
