// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sonde.agent.container.ContainerCatalog.Finding;
import io.sonde.agent.container.ContainerCatalog.Identification;
import io.sonde.agent.runtime.Limits;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContainerCatalogTest {
    private static final String ID = "c1";

    private final AtomicLong throttled = new AtomicLong(7_000);
    private final AtomicLong kills = new AtomicLong(3);
    private final AtomicInteger identifications = new AtomicInteger();
    private final ContainerCatalog catalog = new ContainerCatalog(
            new Identification() {
                @Override
                public Finding identify(String id, int pid) {
                    identifications.incrementAndGet();
                    return new Finding(Optional.empty(), false);
                }

                @Override
                public Limits limits(String id, int pid) {
                    return new Limits(0.5, 0, throttled.get(), kills.get());
                }
            },
            10);

    @AfterEach
    void stop() {
        catalog.close();
    }

    @Test
    void howALimitHeldItBackIsToldFromReportToReport() {
        // Given
        catalog.start();
        catalog.seen(ID, 1);
        report();

        // Then: what was before the agent knew it is not claimed
        assertThat(catalog.throttledNanos(ID)).isZero();

        // When
        throttled.addAndGet(250);
        report();

        // Then
        assertThat(catalog.throttledNanos(ID)).isEqualTo(250);
        assertThat(catalog.throttledNanos(ID)).isZero();
        assertThat(identifications).hasValue(1);
    }

    @Test
    void whoWasKilledForWantOfMemoryIsCountedAlthoughTheGroupGoesWithIt() {
        // Given
        catalog.start();
        catalog.seen(ID, 1);
        report();

        // Then: what was before the agent knew it is not claimed
        assertThat(catalog.memoryKills(ID)).isZero();

        // When: the group is there for one more look
        kills.incrementAndGet();
        catalog.killed(ID);
        await().until(() -> catalog.limits(ID).memoryKills() == 4);
        kills.set(Limits.UNKNOWN);
        catalog.killed(ID);
        await().until(() -> catalog.limits(ID).memoryKills() == Limits.UNKNOWN);

        // Then
        assertThat(catalog.memoryKills(ID)).isEqualTo(1);
        assertThat(catalog.memoryKills(ID)).isZero();
    }

    /** One report, and the look that it asked for. */
    private void report() {
        catalog.await(Set.of(ID));
        await().until(() -> catalog.limits(ID).throttledNanos() == throttled.get());
    }
}
