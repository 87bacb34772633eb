// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** An engine over plain HTTP, as curl would talk to it. */
record EngineHttp(URI uri, String secret) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static final class Reply {
        private final HttpResponse<byte[]> response;

        private Reply(HttpResponse<byte[]> response) {
            this.response = response;
        }

        int status() {
            return response.statusCode();
        }

        byte[] body() {
            return response.body();
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        /** Empty when it is not there. */
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Reply post(String sql) throws IOException {
        return post(Map.of(), sql.getBytes(StandardCharsets.UTF_8));
    }

    Reply post(Map<String, String> url, String body) throws IOException {
        return post(url, body.getBytes(StandardCharsets.UTF_8));
    }

    Reply post(Map<String, String> url, byte[] body) throws IOException {
        return send(request(url).POST(BodyPublishers.ofByteArray(body)));
    }

    HttpRequest.Builder request(Map<String, String> url) {
        String query = url.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(uri.resolve("/?" + query))
                .timeout(Duration.ofSeconds(60))
                .header("X-ClickHouse-Key", secret);
    }

    Reply send(HttpRequest.Builder request) throws IOException {
        try {
            return new Reply(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Must succeed; the answer without its line end. */
    String ask(String sql) throws IOException {
        Reply reply = post(sql);
        if (reply.status() != 200) {
            throw new AssertionError(sql + ": " + reply.text());
        }
        return reply.text().strip();
    }
}
