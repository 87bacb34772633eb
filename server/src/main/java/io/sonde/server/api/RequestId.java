// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives each request an id: the one that it brings, else a new one. It goes back in a header. */
@ServerFilter("/**")
final class RequestId {
    static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = "sonde.request-id";

    /** What may go into a log line and a header as it came. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @RequestFilter
    void before(HttpRequest<?> request) {
        of(request);
    }

    @ResponseFilter
    void after(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.getHeaders().set(HEADER, of(request));
    }

    static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> {
            String id = choose(request.getHeaders().get(HEADER));
            request.setAttribute(ATTRIBUTE, id);
            return id;
        });
    }

    private static String choose(@Nullable String brought) {
        return brought != null && HARMLESS.matcher(brought).matches()
                ? brought
                : UUID.randomUUID().toString();
    }
}
