// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.config;

import java.util.List;
import java.util.stream.Collectors;

/** What {@code --help} prints. */
public final class Help {
    private Help() {}

    public static String text(List<Setting> all) {
        String settings = all.stream().map(Help::line).collect(Collectors.joining("\n"));
        return """
                sonde-server: receives OpenTelemetry, stores it, shows what runs and what broke.

                Usage: sonde-server [--config FILE] [--SETTING VALUE ...]

                A setting is given as a flag (--store.url URL), as an environment variable (SONDE_STORE_URL) or in a
                YAML file (sonde: {store: {url: URL}}); flags win over variables, variables over the file.
                SONDE_LOG sets how much is logged (debug, info, warn). An unknown setting stops the start.

                Settings:
                %s
                """.formatted(settings);
    }

    private static String line(Setting setting) {
        String defaultValue = setting.defaultValue().isEmpty() ? "" : " [" + setting.defaultValue() + "]";
        return "  %-34s %s%s".formatted(setting.flag(), setting.says(), defaultValue);
    }
}
