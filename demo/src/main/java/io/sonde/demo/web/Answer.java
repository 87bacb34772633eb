// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.web;

import io.sonde.demo.pool.PoolExhausted;
import java.io.IOException;
import java.sql.SQLException;

/** What a request is answered with; the body is JSON. */
public record Answer(int status, String body) {
    public static Answer ok(String body) {
        return new Answer(200, body);
    }

    public static Answer notFound() {
        return new Answer(404, "{\"error\":\"there is no such thing\"}");
    }

    /** Too busy, a dependency that fails, or a fault of one's own. */
    static Answer ofFailure(Exception failure) {
        int status = switch (failure) {
            case IllegalArgumentException _ -> 400;
            case PoolExhausted _ -> 503;
            case IOException _, SQLException _ -> 502;
            default -> 500;
        };
        String reason = String.valueOf(failure.getMessage()).replaceAll("[\"\\\\\\p{Cntrl}]", " ");
        return new Answer(status, "{\"error\":\"" + failure.getClass().getSimpleName() + ": " + reason + "\"}");
    }
}
