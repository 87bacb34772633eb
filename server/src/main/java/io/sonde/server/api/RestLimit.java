// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.sonde.server.limit.Slots;
import io.sonde.server.limit.Slots.Slot;
import io.sonde.server.web.RestSlots;
import org.jspecify.annotations.Nullable;

/** So many questions at a time, of those that read the world or the store: each holds its whole answer in memory. */
@ServerFilter({"/api/v1/map", "/api/v1/services/**", "/api/v1/traces/**", "/api/v1/agents", "/api/v1/causes/**"})
final class RestLimit {
    private static final String ATTRIBUTE = "sonde.rest-slot";
    private static final String RETRY_SECONDS = "1";

    private final Slots slots;
    private final Problems problems;

    RestLimit(RestSlots slots, Problems problems) {
        this.slots = slots.requests();
        this.problems = problems;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> before(HttpRequest<?> request) {
        Slot slot = slots.take();
        if (slot != null) {
            request.setAttribute(ATTRIBUTE, slot);
            return null;
        }
        ErrorContext context = ErrorContext.builder(request)
                .errorMessage("Too many questions at the same time (--http.max-requests); try again in a moment.")
                .build();
        return problems.processResponse(
                context, HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE).header("Retry-After", RETRY_SECONDS));
    }

    @ResponseFilter
    void after(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(ATTRIBUTE, Slot.class).ifPresent(Slot::close);
    }
}
