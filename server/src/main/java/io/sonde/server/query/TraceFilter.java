// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which spans are asked for.
 *
 * @param from start of the first
 * @param to end of the window, exclusive
 * @param service id of a service, or its name alone; null for any
 * @param operation name of the span; null for any
 * @param minNanos least duration
 * @param maxNanos duration, exclusive
 * @param maker who recorded it; null for either
 */
public record TraceFilter(
        Instant from,
        Instant to,
        @Nullable String service,
        @Nullable String operation,
        Status status,
        long minNanos,
        long maxNanos,
        @Nullable Maker maker,
        Which which) {
    public static final long ANY_DURATION = Long.MAX_VALUE;

    /** Whether spans of all services, operations and durations are meant. */
    boolean isOfAll() {
        return service == null
                && operation == null
                && minNanos == 0
                && maxNanos == ANY_DURATION
                && which != Which.ENTRIES;
    }

    /** Which of the spans of a request. */
    public enum Which {
        /** Those of who answered it, and those that began without a request. */
        ENTRIES,
        /** Those of who asked. */
        CALLS,
        /** Also steps inside of a program. */
        ALL
    }

    /** How a span ended. */
    public enum Status {
        ANY,
        OK,
        ERROR,
        UNANSWERED,
        /** With an error, or without an answer. */
        FAILED
    }

    /** Who recorded a span. */
    public enum Maker {
        /** Our node agent, from outside of the program. */
        AGENT,
        /** The program itself, by an SDK. */
        APPLICATION
    }
}
