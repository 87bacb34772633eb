// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How everything did before and in a time of trouble, step by step: for whoever searches for a cause. Not changed once it is made.
 *
 * @param seconds for how long each step was measured; 0 where nobody measured
 * @param services by id: those that were seen, with the commands that are on no map, and the ends of edges that nobody watches
 * @param edges in the order of their ends
 * @param hosts nodes by id
 * @param dropped what a limit kept out
 */
public record Course(
        Steps steps,
        List<Double> seconds,
        SortedMap<String, ServiceCourse> services,
        List<EdgeCourse> edges,
        SortedMap<String, HostCourse> hosts,
        long dropped) {
    private static final Steps NO_STEPS = new Steps(List.of(0L), 0, Window.STEP_MILLIS);

    public static final Course NONE =
            new Course(NO_STEPS, List.of(0.0), new TreeMap<>(), List.of(), new TreeMap<>(), 0);

    public @Nullable ServiceCourse service(String id) {
        return services.get(id);
    }

    public boolean isNothing() {
        return edges.isEmpty() && services.isEmpty();
    }

    public boolean isMeasured(int step) {
        return seconds.get(step) > 0;
    }
}
