// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One running copy of a service.
 *
 * @param attributes what its agent says of it
 * @param processes null where processes were not measured
 * @param allowance of its container
 * @param firstSeen first value inside the window
 */
public record Instance(
        String id,
        Map<String, String> attributes,
        List<Listen> listens,
        @Nullable Processes processes,
        CpuUse cpu,
        Allowance allowance,
        Instant firstSeen,
        Instant lastSeen) {
    /** Where it waits for connections. */
    public record Listen(String address, int port) {}

    /** Its processes: how many run at the end of the window, and how many came and went in it. */
    public record Processes(long running, long started, long endedOk, long endedError, long endedBySignal) {}

    /** An attribute, null where the agent does not know it. */
    public @Nullable String attribute(String name) {
        return attributes.get(name);
    }
}
