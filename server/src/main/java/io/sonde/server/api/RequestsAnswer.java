// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import org.jspecify.annotations.Nullable;

/**
 * Requests of one protocol on an edge. None are measured yet.
 *
 * @param protocol http, grpc, postgresql, …
 * @param count requests
 * @param errors requests answered with an error
 * @param unanswered requests without an answer
 * @param p50Seconds half of the answers were faster
 * @param p99Seconds all but one in a hundred were faster
 */
@Answer
record RequestsAnswer(
        String protocol,
        long count,
        long errors,
        long unanswered,
        @Nullable Double p50Seconds,
        @Nullable Double p99Seconds) {}
