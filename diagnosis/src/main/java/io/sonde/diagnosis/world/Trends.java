// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How it is at the end of a window, and how it was in the minutes before: for whoever judges whether something changed.
 *
 * @param edges by their ends
 * @param hosts nodes and who used their CPUs at the end of the window
 */
public record Trends(Map<Ends, Trend> edges, List<HostUse> hosts) {
    public static final Trends NONE = new Trends(Map.of(), List.of());

    /** Two steps: short enough to see a change within half a minute, long enough for four reports of an agent. */
    static final long STRETCH_MILLIS = 2 * Window.STEP_MILLIS;

    /** Five minutes of past: a fault of three minutes does not become what is usual, and a map of a thousand services is not slowed down. */
    static final int PAST_STRETCHES = 15;

    /** Requests that take less long are not missed by a person, whatever they took before: their past is not looked at. */
    public static final double SLOW_SECONDS = 0.05;

    /** The two ends of an edge. */
    public record Ends(String source, String target) {
        /** As of the edge: see there. */
        @Override
        public int hashCode() {
            return EdgeDraft.Key.hash(source, target);
        }

        public static Ends of(Edge edge) {
            return new Ends(edge.source(), edge.target());
        }
    }

    /**
     * A part of the window.
     *
     * @param seconds for how long it was measured
     * @param requests by protocol, in the order of their names; how long they took is told of the past only where the edge is
     *     slow at the end
     */
    public record Stretch(double seconds, Traffic traffic, List<Requests> requests) {}

    /**
     * An edge over time.
     *
     * @param past stretches since its first connection, the oldest first; those in which nothing was measured are left out
     */
    public record Trend(Stretch recent, List<Stretch> past) {}

    /** A node, and the services on it that used its CPUs, the greediest first. */
    public record HostUse(Host host, List<ServiceUse> services) {}

    public record ServiceUse(String service, CpuUse cpu) {}

    public @Nullable Trend of(Edge edge) {
        return edges.get(Ends.of(edge));
    }

    /** All that is looked at for a window. */
    public static Window span(Window window) {
        return new Window(window.toMillis() - (PAST_STRETCHES + 1) * STRETCH_MILLIS, window.toMillis());
    }
}
