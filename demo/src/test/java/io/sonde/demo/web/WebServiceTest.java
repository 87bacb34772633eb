// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebServiceTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private WebService service;

    @BeforeEach
    void start(@TempDir Path knobs) throws IOException {
        service = new WebService(
                0,
                new Knobs(knobs),
                Map.of(
                        "GET /twice",
                        request -> Answer.ok(Long.toString(2 * request.number("of"))),
                        "GET /broken",
                        _ -> {
                            throw new IOException("the \"bank\" is away");
                        }));
        service.start();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void answersRoute() throws Exception {
        // When
        var response = get(service.port(), "/twice?of=21");

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("42");
    }

    @Test
    void failuresAreTold() throws Exception {
        int port = service.port();
        assertThat(get(port, "/nowhere").statusCode()).isEqualTo(404);
        assertThat(get(port, "/twice?of=many").statusCode()).isEqualTo(400);
        assertThat(get(port, "/twice").body()).contains("parameter of is missing");
        assertThat(get(port, "/broken").statusCode()).isEqualTo(502);
        assertThat(get(port, "/broken").body()).isEqualTo("{\"error\":\"IOException: the  bank  is away\"}");
    }

    @Test
    void closedPortRefusesUntilItIsOpenAgain() throws Exception {
        // Given
        int port = service.port();

        // When
        service.setClosed(true);

        // Then
        assertThatThrownBy(() -> get(port, "/twice?of=1")).isInstanceOf(ConnectException.class);

        // When
        service.setClosed(false);

        // Then
        assertThat(get(service.port(), "/twice?of=1").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
