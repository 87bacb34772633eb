// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import jakarta.inject.Singleton;

/** What was wrong with a request becomes its answer. */
@Singleton
final class ProblemHandler implements ExceptionHandler<Problem, HttpResponse<?>> {
    private final Problems problems;

    ProblemHandler(Problems problems) {
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, Problem problem) {
        ErrorContext context = ErrorContext.builder(request)
                .cause(problem)
                .errorMessage(problem.detail())
                .build();
        return problems.processResponse(context, HttpResponse.status(problem.status()));
    }
}
