// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.web;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.core.io.scan.ClassPathResourceLoader;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import java.io.IOException;
import java.io.InputStream;

/** The OpenAPI page, generated from the controllers when they are compiled. */
@OpenAPIDefinition(info = @Info(title = "Sonde", version = "1", description = "What runs, how it talks, what broke."))
@Controller("/api/openapi.yaml")
final class ApiDescription {
    private static final String GENERATED = "classpath:META-INF/swagger/openapi.yml";

    private final ResourceLoader resources;

    ApiDescription(ClassPathResourceLoader resources) {
        this.resources = resources;
    }

    @Hidden
    @Get
    @Produces("application/yaml")
    byte[] page() throws IOException {
        try (InputStream page = resources
                .getResourceAsStream(GENERATED)
                .orElseThrow(() -> new IllegalStateException("BUG: " + GENERATED + " was not generated"))) {
            return page.readAllBytes();
        }
    }
}
