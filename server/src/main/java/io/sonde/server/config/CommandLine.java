// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was asked for on the command line: {@code --key=value} or {@code --key value}, {@code --config FILE}, {@code --help}. */
public record CommandLine(
        boolean help, boolean version, @Nullable Path config, Map<String, Object> settings) {
    public static CommandLine parse(String... args) {
        boolean help = false;
        boolean version = false;
        Path config = null;
        Map<String, Object> settings = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            switch (arg) {
                case "--help", "-h" -> help = true;
                case "--version" -> version = true;
                default -> {
                    String name = name(arg);
                    String value = arg.contains("=") ? arg.substring(arg.indexOf('=') + 1) : next(args, ++i, arg);
                    if (name.equals("config")) {
                        config = Path.of(value);
                    } else {
                        settings.put(Setting.PREFIX + name, value);
                    }
                }
            }
        }
        return new CommandLine(help, version, config, Map.copyOf(settings));
    }

    private static String name(String arg) {
        if (!arg.startsWith("--")) {
            throw new ConfigException("Not a flag: " + arg + ". See --help.");
        }
        int end = arg.indexOf('=');
        String name = arg.substring(2, end < 0 ? arg.length() : end);
        return name.startsWith(Setting.PREFIX) ? name.substring(Setting.PREFIX.length()) : name;
    }

    private static String next(String[] args, int index, String flag) {
        if (index >= args.length) {
            throw new ConfigException("A value is missing after " + flag + ". See --help.");
        }
        return args[index];
    }
}
