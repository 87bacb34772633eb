// SPDX-License-Identifier: Apache-2.0
package io.sonde.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.server.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of settings says what the program reads; {@code -Dpage.update=true} writes it. */
class SettingsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "server-config.md");
    private static final String HEAD = """
            <!-- Generated from the server's configuration records by SettingsPageTest (-Dpage.update=true). Do not edit. -->
            # Settings of the server

            | flag | variable | default | meaning |
            |---|---|---|---|
            """;

    @Test
    void thePageIsFresh() throws IOException {
        String page = Settings.all().stream().map(SettingsPageTest::row).collect(Collectors.joining("", HEAD, ""));
        if (Boolean.getBoolean("page.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    private static String row(Setting setting) {
        String standard = setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`";
        return "| `%s` | `%s` | %s | %s |\n".formatted(setting.flag(), setting.variable(), standard, setting.says());
    }
}
