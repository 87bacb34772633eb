// SPDX-License-Identifier: Apache-2.0
package io.sonde.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sonde.server.config.CommandLine;
import io.sonde.server.config.ConfigException;
import io.sonde.server.web.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
    @TempDir
    Path data;

    @Test
    void startsAndAnswers() throws Exception {
        try (Server server = Server.start(CommandLine.parse(
                        "--http.port",
                        "0",
                        "--otlp.grpc-port",
                        "0",
                        "--otlp.http-port",
                        "0",
                        "--ops.port",
                        "0",
                        "--data",
                        data.toString()));
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:"
                                    + server.bean(WebServer.class).port() + "/api/v1/health"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
        }
    }

    @Test
    void anUnknownSettingStopsTheStart() {
        assertThatThrownBy(() -> Server.start(CommandLine.parse("--store.ulr=http://localhost")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("sonde.store.ulr");
    }
}
