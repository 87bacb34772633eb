// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every error into problem details, also those that the framework finds. */
@Singleton
final class Problems implements ErrorResponseProcessor<ProblemAnswer> {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @Override
    public MutableHttpResponse<ProblemAnswer> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpRequest<?> request = context.getRequest();
        HttpStatus status = response.status();
        String id = RequestId.of(request);
        var problem = new ProblemAnswer(
                "about:blank",
                status.getReason(),
                status.getCode(),
                detail(context, status, id),
                request.getPath(),
                id);
        return response.header(RequestId.HEADER, id).body(problem).contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }

    /** What went wrong inside is nobody's business outside; the id leads to it in the log. */
    private static String detail(ErrorContext context, HttpStatus status, String id) {
        if (status == HttpStatus.INTERNAL_SERVER_ERROR) {
            context.getRootCause().ifPresent(cause -> log.error("request {} failed", id, cause));
            return "Something went wrong here; the log says more about request %s.".formatted(id);
        }
        String detail = context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
        return detail.isEmpty() ? status.getReason() : detail;
    }
}
