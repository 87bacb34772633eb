// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

/**
 * What is different on an edge from its own recent past. Whether it is anybody's fault is another question.
 *
 * @param increaseSeconds by how much something takes longer; 0 where it is no time
 * @param status how bad it is
 */
record Change(Kind kind, String sentence, double increaseSeconds, Status status) {
    Change(Kind kind, String sentence, double increaseSeconds) {
        this(kind, sentence, increaseSeconds, Status.WARNING);
    }

    enum Kind {
        /** Connections last longer. */
        SLOWER,
        /** The way there and back takes longer. */
        FARTHER,
        /** Nobody connects any more. */
        SILENT,
        /** Connections are held open, and nothing runs over them. */
        STUCK,
        /** Answers to requests take longer. */
        SLOW_REQUESTS,
        /** More requests are answered with an error, or not at all. */
        FAILING_REQUESTS,
        /** Many times the connections. */
        SURGE
    }

    /** Whoever waits for this answers later himself. */
    boolean delays() {
        return switch (kind) {
            case SLOWER, FARTHER, STUCK, SLOW_REQUESTS, FAILING_REQUESTS -> true;
            case SILENT, SURGE -> false;
        };
    }
}
