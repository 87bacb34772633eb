// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Another service that this one calls by HTTP. */
public final class Dependency {
    /** Longer than the kernel needs to say that a host is not there (3 s), shorter than a shopper's patience. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(4);

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(6);

    private final String url;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    public Dependency(String url) {
        this.url = url;
    }

    /** The body of the answer; an answer that is no success is a failure of the dependency. */
    public String post(String pathAndQuery) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + pathAndQuery))
                .timeout(ANSWER_TIMEOUT)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        var response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(url + " answers " + response.statusCode());
        }
        return response.body();
    }
}
