// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.sonde.server.query.QueryTooLongException;
import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A question that the store did not answer can be asked again. */
@Singleton
final class StoreAwayHandler implements ExceptionHandler<StoreException, HttpResponse<?>> {
    private static final Logger log = LoggerFactory.getLogger(StoreAwayHandler.class);

    private static final String RETRY_SECONDS = "2";

    private final Problems problems;

    StoreAwayHandler(Problems problems) {
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, StoreException exception) {
        log.warn("request {}: {}", RequestId.of(request), exception.getMessage());
        if (exception instanceof QueryTooLongException) {
            ErrorContext context = ErrorContext.builder(request)
                    .cause(exception)
                    .errorMessage(String.valueOf(exception.getMessage()))
                    .build();
            return problems.processResponse(context, HttpResponse.status(HttpStatus.UNPROCESSABLE_ENTITY));
        }
        ErrorContext context = ErrorContext.builder(request)
                .cause(exception)
                .errorMessage("The store did not answer; try again in a moment.")
                .build();
        return problems.processResponse(
                context, HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE).header("Retry-After", RETRY_SECONDS));
    }
}
