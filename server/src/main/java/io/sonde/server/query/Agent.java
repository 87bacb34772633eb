// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent as it was heard last.
 *
 * @param clockAheadSeconds by which its times are put back; 0 for a clock that is right
 * @param lost what it dropped in the last hour, by place
 */
public record Agent(
        String node,
        String version,
        String kernel,
        @Nullable Double uptimeSeconds,
        @Nullable Double clockAheadSeconds,
        Instant lastSeen,
        List<Probe> probes,
        Map<String, Long> lost,
        List<Table> tables) {
    /** A way of seeing something, and why it does not work where it does not. */
    public record Probe(String name, String state, String reason) {}

    /**
     * A bounded table.
     *
     * @param dropped what found no room in the last hour
     */
    public record Table(
            String name,
            @Nullable Long size,
            @Nullable Long limit,
            @Nullable Long dropped) {}
}
