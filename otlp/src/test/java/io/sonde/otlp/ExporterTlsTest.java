// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.TlsServerCredentials;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterTlsTest {
    private static final Batch EMPTY_REQUEST = new Batch(Signal.METRICS, new byte[0], 1);

    @TempDir
    private Path dir;

    private Certificate certificate;
    private OtlpServer server;

    @BeforeEach
    void startServer() throws Exception {
        certificate = Certificate.create(dir);
        server = OtlpServer.start(
                0,
                TlsServerCredentials.create(
                        certificate.chain().toFile(), certificate.privateKey().toFile()));
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void encryptsWhenTheEndpointIsHttps() {
        try (var exporter = Exporter.start(settings().withTrustedCertificates(certificate.chain()))) {
            exporter.accept(EMPTY_REQUEST);

            await().until(() -> exporter.counters().sentItems() == 1);
            assertThat(server.metrics).hasSize(1);
        }
    }

    @Test
    void sendsNothingToAServerThatItCannotTrust() {
        try (var exporter = Exporter.start(settings())) {
            exporter.accept(EMPTY_REQUEST);

            await().until(() -> exporter.counters().retries() > 0);
            assertThat(exporter.counters().lastError()).contains("certification path");
            assertThat(server.metrics).isEmpty();
            exporter.close(Duration.ZERO);
        }
    }

    @Test
    void namesTheCertificateFileThatIsNone() {
        var settings = settings().withTrustedCertificates(dir.resolve("missing.pem"));

        assertThatThrownBy(() -> Exporter.start(settings).close()).hasMessageContaining("missing.pem");
    }

    private ExporterSettings settings() {
        return ExporterSettings.to(Endpoint.parse("https://localhost:" + server.port()))
                .withBackoff(new Backoff(Duration.ofMillis(5), Duration.ofMillis(50)));
    }
}
