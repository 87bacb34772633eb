// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.List;

/**
 * How the processes of a service did, step by step.
 *
 * @param hosts ids of the nodes that it was seen on
 * @param listens whether it waits for connections
 * @param versions what of it ran, the earliest first
 */
public record ServiceCourse(
        String id,
        String name,
        String kind,
        boolean external,
        List<String> hosts,
        boolean listens,
        List<Version> versions,
        Figures<ServiceCourse.Figure> figures) {
    /** What is counted; times are nanoseconds. */
    public enum Figure {
        STARTED,
        EXITED_OK,
        EXITED_ERROR,
        EXITED_SIGNAL,
        CPU_RUN,
        /** Ready to run while no CPU was free. */
        CPU_DELAY,
        /** Kept from running by the limit of its container. */
        CPU_THROTTLED,
        /** Not 0 in a step in which anything was said of it. */
        SEEN
    }

    /** Something that ran, by what its agent calls it, and when it was first and last seen. */
    public record Version(String text, long firstMillis, long lastMillis) {}

    static Figures<Figure> figures(int steps) {
        return new Figures<>(Figure.class, steps);
    }

    public long at(Figure figure, int step) {
        return figures.at(figure, step);
    }

    public boolean has(Figure figure) {
        return figures.has(figure);
    }
}
