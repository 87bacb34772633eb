// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sonde.agent.kernel.PayloadLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Path HOME = Path.of("/opt/sonde");

    @TempDir
    Path directory;

    @Test
    void flagsWinOverVariablesAndVariablesOverTheFile() throws IOException {
        // Given
        Path file = directory.resolve("agent.yaml");
        Files.writeString(file, "cluster: file\nhost-name: file\ninterval: 7s\nmax-series: 5\n");
        var line = CommandLine.parse("--config", file.toString(), "--cluster=flag");

        // When
        Settings settings = AgentConfig.settings(line, Map.of("SONDE_CLUSTER", "variable", "SONDE_INTERVAL", "9s"));
        AgentConfig config = AgentConfig.of(settings, HOME);

        // Then
        assertThat(config.cluster()).isEqualTo("flag");
        assertThat(config.interval()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.hostName()).isEqualTo("file");
        assertThat(config.connections().series()).isEqualTo(5);
        assertThat(config.kernel().bpfDirectory()).isEqualTo(Path.of("/opt/sonde/bpf"));
    }

    @Test
    void howMuchIsCopiedIsSaidForAllAndByProtocol() {
        PayloadLimits payload = configured("--requests-payload", "4KiB, kafka=1KiB")
                .kernel()
                .capture()
                .payload();

        assertThat(payload.of("http")).isEqualTo(4096);
        assertThat(payload.of("kafka")).isEqualTo(1024);
        assertThat(payload.of("rabbitmq")).isEqualTo(4096);
        assertThat(payload.most("http")).isEqualTo(4096);
    }

    @Test
    void howMuchIsCopiedOfOneProtocolChangesNoOther() {
        PayloadLimits payload = configured("--requests-payload", "kafka=1KiB")
                .kernel()
                .capture()
                .payload();

        assertThat(payload.of("http")).isEqualTo(16 << 10);
        assertThat(payload.of("rabbitmq")).isEqualTo(128 << 10);
        assertThat(payload.most("http")).isEqualTo(128 << 10);
        assertThat(payload.most("kafka")).isEqualTo(1024);
    }

    @Test
    void withoutAnythingTheDefaultsAreValid() {
        // When
        AgentConfig config = configured();

        // Then
        assertThat(config.exporter().endpoint()).hasToString("http://127.0.0.1:4317");
        assertThat(config.cluster()).isEqualTo("default");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --ring-bytes=5000    | ring-bytes
            --ring-bytes=lots    | ring-bytes
            --requests-payload=1KiB,2KiB   | requests-payload
            --requests-payload=1MiB        | requests-payload
            --requests-payload=kafka=lots  | requests-payload
            --requests-payload=smtp=1KiB   | requests-payload
            --interval=5         | interval
            --interval=0s        | interval
            --max-series=-1      | max-series
            --max-series=9999999999999999999 | max-series
            --endpoint=localhost | endpoint
            --no-such-flag=1     | no-such-flag
            --interval           | interval
            start                | start
            """)
    void aMistakeIsNamed(String argument, String name) {
        assertThatThrownBy(() -> configured(argument))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(name);
    }

    @Test
    void anUnknownKeyInTheFileStopsTheStart() throws IOException {
        // Given
        Path file = directory.resolve("agent.yaml");
        Files.writeString(file, "endpont: http://sonde:4317\n");

        // When, then
        assertThatThrownBy(() -> configured("--config", file.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("endpont");
    }

    @ParameterizedTest
    @CsvSource({"'[1, 2'", "'- a'", "'cluster: [a]'"})
    void aFileThatIsNoSettingsIsRefused(String content) throws IOException {
        // Given
        Path file = directory.resolve("agent.yaml");
        Files.writeString(file, content);

        // When, then
        assertThatThrownBy(() -> configured("--config", file.toString())).isInstanceOf(ConfigException.class);
    }

    @Test
    void theKeyIsNeverPrinted() {
        // When
        Settings settings = AgentConfig.settings(CommandLine.parse("--api-key", "opensesame"), Map.of());

        // Then
        assertThat(settings.describe()).contains("api-key=(set)").doesNotContain("opensesame");
        assertThat(AgentConfig.of(settings, HOME).toString()).doesNotContain("opensesame");
    }

    @Test
    void theReferencePageIsFresh() throws IOException {
        assertThat(Path.of("..", "docs", "reference", "agent-config.md")).hasContent(ReferencePage.text());
    }

    private static AgentConfig configured(String... arguments) {
        return AgentConfig.of(AgentConfig.settings(CommandLine.parse(arguments), Map.of()), HOME);
    }
}
