// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.List;

/**
 * How an edge did, step by step.
 *
 * @param protocols of the requests that were seen on it, in the order of their names
 */
public record EdgeCourse(
        String source, String target, List<Integer> ports, List<String> protocols, Figures<EdgeCourse.Figure> figures) {
    /** What is counted; times are sums in nanoseconds, beside how many they are of. */
    public enum Figure {
        OPENED,
        CLOSED,
        CLOSED_NANOS,
        REFUSED,
        TIMED_OUT,
        UNREACHABLE,
        RESET,
        OTHER,
        SENT,
        RECEIVED,
        RETRANSMITS,
        /** Open at the end of the step. */
        ACTIVE,
        RTTS,
        RTT_NANOS,
        REQUESTS,
        REQUEST_ERRORS,
        REQUESTS_UNANSWERED,
        /** Requests of which it is known how long they took. */
        REQUESTS_TIMED,
        REQUEST_NANOS
    }

    static Figures<Figure> figures(int steps) {
        return new Figures<>(Figure.class, steps);
    }

    public long at(Figure figure, int step) {
        return figures.at(figure, step);
    }

    /** Whether it is ever anything but 0. */
    public boolean has(Figure figure) {
        return figures.has(figure);
    }
}
