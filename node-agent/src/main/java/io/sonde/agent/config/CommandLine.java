// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.config;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was asked for on the command line: {@code --key value}, {@code --key=value}, {@code --config FILE}, {@code --detach}, {@code --help}. */
public record CommandLine(
        boolean help, boolean detach, @Nullable Path config, Map<Setting, String> flags) {
    private static final String SEE_HELP = " See --help.";

    public static CommandLine parse(String... arguments) {
        boolean help = false;
        boolean detach = false;
        Path config = null;
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        var rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (argument.equals("--help") || argument.equals("-h")) {
                help = true;
                continue;
            }
            if (argument.equals("--detach")) {
                detach = true;
                continue;
            }
            if (!argument.startsWith("--")) {
                throw new ConfigException("Not a flag: " + argument + "." + SEE_HELP);
            }
            int equals = argument.indexOf('=');
            String key = argument.substring(2, equals < 0 ? argument.length() : equals);
            if (!key.equals("config") && Setting.ofKey(key).isEmpty()) {
                throw new ConfigException("Unknown setting: --" + key + "." + SEE_HELP);
            }
            if (equals < 0 && !rest.hasNext()) {
                throw new ConfigException("A value is missing after --" + key + "." + SEE_HELP);
            }
            String value = equals < 0 ? rest.next() : argument.substring(equals + 1);
            if (key.equals("config")) {
                config = Path.of(value);
            } else {
                Setting.ofKey(key).ifPresent(setting -> flags.put(setting, value));
            }
        }
        return new CommandLine(help, detach, config, flags);
    }
}
