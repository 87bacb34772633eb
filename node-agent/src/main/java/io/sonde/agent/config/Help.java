// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.config;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What {@code --help} prints. */
public final class Help {
    private Help() {}

    public static String text() {
        String settings = Arrays.stream(Setting.values()).map(Help::line).collect(Collectors.joining("\n"));
        return """
                sonde-node-agent: sees every TCP connection and process of this host by eBPF and sends what it sees
                to a Sonde server, or anything else that takes OTLP over gRPC.

                Usage: sonde-node-agent [--config FILE] [--SETTING VALUE ...]
                       sonde-node-agent --detach    ends what a killed agent left in the kernel, and goes

                A setting is given as a flag (--endpoint URL), as an environment variable (SONDE_ENDPOINT) or in a
                YAML file (endpoint: URL); flags win over variables, variables over the file. An unknown setting
                stops the start. Without root, or on a kernel without BTF, it starts all the same and reports why
                it sees nothing.

                Settings:
                %s
                """.formatted(settings);
    }

    private static String line(Setting setting) {
        String defaultValue = setting.defaultValue().isEmpty() ? "" : " [" + setting.defaultValue() + "]";
        return "  --%-24s %s%s".formatted(setting.key(), setting.says().replace("`", ""), defaultValue);
    }
}
