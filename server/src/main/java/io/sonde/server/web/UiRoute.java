// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.util.Optional;

/** The UI: its files, and for every other path its page, since every view is a link of its own. */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class UiRoute {
    /** Files with a hash of their content in the name. */
    private static final String HASHED = "assets/";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_FIRST = "no-cache";

    /** Nothing from another host; elements may carry a style of their own, scripts may not stand in the page. */
    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final UiFiles files;

    UiRoute(UiFiles files) {
        this.files = files;
    }

    @Get
    HttpResponse<?> start() throws IOException {
        return page();
    }

    @Get("/{+path}")
    HttpResponse<?> any(@PathVariable String path) throws IOException {
        if (path.startsWith("api/")) {
            throw notFound(path);
        }
        Optional<byte[]> file = files.find(path);
        if (file.isPresent()) {
            return answer(path, file.get(), path.startsWith(HASHED) ? FOR_EVER : ASK_FIRST);
        }
        if (path.startsWith(HASHED)) {
            throw notFound(path);
        }
        return page();
    }

    private HttpResponse<?> page() throws IOException {
        Optional<byte[]> index = files.find(UiFiles.INDEX);
        if (index.isEmpty()) {
            throw new HttpStatusException(
                    HttpStatus.NOT_FOUND, "This server was built without the UI; REST is at /api/v1.");
        }
        return answer(UiFiles.INDEX, index.get(), ASK_FIRST);
    }

    private static HttpStatusException notFound(String path) {
        return new HttpStatusException(HttpStatus.NOT_FOUND, "There is nothing at /" + path + ".");
    }

    private static MutableHttpResponse<byte[]> answer(String name, byte[] content, String caching) {
        return HttpResponse.ok(content)
                .contentType(UiFiles.type(name))
                .header("Cache-Control", caching)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin");
    }
}
