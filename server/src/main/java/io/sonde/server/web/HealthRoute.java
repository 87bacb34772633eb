// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.web;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.Map;

/** Says that REST answers; whether the server is ready stands at the operations port. */
@Controller("/api/v1/health")
final class HealthRoute {
    @Get
    Map<String, String> health() {
        return Map.of("status", "ok");
    }
}
