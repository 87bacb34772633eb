// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code docs/reference/agent-config.md}; the build of this module runs it. */
final class ReferencePage {
    private ReferencePage() {}

    static void main(String[] arguments) throws IOException {
        Path page = Path.of(arguments[0]);
        String text = text();
        if (!Files.exists(page) || !Files.readString(page).contentEquals(text)) {
            Files.writeString(page, text);
        }
    }

    static String text() {
        var text = new StringBuilder("""
                <!-- Generated from io.sonde.agent.config.Setting by the build of node-agent/. Do not edit. -->
                # Settings of the node agent

                As a flag, as an environment variable, or as `key: value` in the YAML file given by `--config`. Flags win over variables, variables
                over the file. An unknown flag or key stops the start. Durations are written `500ms`, `5s`, `2m`; sizes `65536`, `512KiB`, `8MiB`.

                | flag | variable | default | meaning |
                |---|---|---|---|
                """);
        for (Setting setting : Setting.values()) {
            text.append("| `--%s` | `%s` | %s | %s |\n"
                    .formatted(
                            setting.key(),
                            setting.variable(),
                            setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`",
                            setting.says()));
        }
        return text.toString();
    }
}
