// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import org.jspecify.annotations.Nullable;

/**
 * What a service was asked, or asked for, in one way.
 *
 * @param inbound whether the service answered, as its own agent saw it; else it asked
 * @param name method, command or kind of question; empty where the protocol has none
 * @param target route, table, topic or name; empty where it is not known
 * @param count requests
 * @param errors answered with an error
 * @param unanswered for which no answer came
 */
public record Operation(
        boolean inbound,
        String protocol,
        String name,
        String target,
        long count,
        long errors,
        long unanswered,
        @Nullable Double p50Seconds,
        @Nullable Double p99Seconds) {}
