// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import org.jspecify.annotations.Nullable;

/**
 * Which spans are asked for. Every condition has to hold for the same span.
 *
 * @param from start as an ISO-8601 instant; 30 minutes before the end when it is missing
 * @param to end as an ISO-8601 instant, exclusive; now when it is missing
 * @param service id of a service, or its name alone for all services of this name
 * @param operation name of the span
 * @param status ok, error, unanswered, or failed (error or unanswered); any when it is missing
 * @param minDuration least duration in seconds
 * @param maxDuration duration in seconds, exclusive
 * @param origin agent: what node agents recorded; application: what programs recorded themselves; both when it is missing
 * @param spans entries: those of who answered a request (kind server or consumer), and roots that are no calls themselves, also
 *     when it is missing; calls: those of who asked (client or producer); all: every span
 */
@Introspected
record TraceQuestion(
        @QueryValue @Nullable String from,
        @QueryValue @Nullable String to,
        @QueryValue @Nullable String service,
        @QueryValue @Nullable String operation,
        @QueryValue @Nullable String status,
        @QueryValue @Nullable String minDuration,
        @QueryValue @Nullable String maxDuration,
        @QueryValue @Nullable String origin,
        @QueryValue @Nullable String spans) {}
