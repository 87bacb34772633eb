// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.micronaut.http.HttpStatus;
import io.sonde.diagnosis.world.Window;
import io.sonde.diagnosis.world.World;

/** What was wrong with a request, said so that the sender can do better. */
final class Problem extends RuntimeException {
    private final HttpStatus status;

    private Problem(HttpStatus status, String detail) {
        super(detail);
        this.status = status;
    }

    static Problem badRequest(String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, detail);
    }

    static Problem unknownService(String id, World world) {
        return unknownService(id, world.window());
    }

    static Problem unknownService(String id, Window window) {
        String detail = "No service `%s` was seen between %s and %s.".formatted(id, window.from(), window.to());
        return new Problem(HttpStatus.NOT_FOUND, detail);
    }

    static Problem unknownCause(String id) {
        return new Problem(
                HttpStatus.NOT_FOUND, "No answer `%s` is kept: it never was, or it is too old.".formatted(id));
    }

    static Problem unknownTrace(String id, boolean couldBe) {
        String detail = couldBe
                ? "No span of trace `%s` is stored: it is older than what is kept, was not sampled, or was never sent here."
                : "`%s` is no trace id: one has 32 hexadecimal digits.";
        return new Problem(HttpStatus.NOT_FOUND, detail.formatted(id));
    }

    HttpStatus status() {
        return status;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
