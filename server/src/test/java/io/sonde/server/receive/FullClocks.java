// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sonde.server.limit.Bounded;
import io.sonde.server.limit.BoundedTables;
import io.sonde.server.limit.Fill;
import java.time.Instant;
import java.util.Objects;

/** The clocks of more senders than are remembered. */
public final class FullClocks {
    private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");

    private FullClocks() {}

    public static Fill senders() {
        var meters = new SimpleMeterRegistry();
        var tables = new BoundedTables(meters);
        var clocks = new ClockOffsets(meters, tables);
        long limit = Objects.requireNonNull(tables.fills().get(Bounded.SENDERS)).limit();
        for (int i = 0; i <= limit; i++) {
            clocks.ahead("sender " + i, NOW, NOW);
        }
        return Objects.requireNonNull(tables.fills().get(Bounded.SENDERS));
    }
}
