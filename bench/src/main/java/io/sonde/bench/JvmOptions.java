// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the JVM of a JMH benchmark runs. */
enum JvmOptions {
    /** As the agent's launcher says. */
    AGENT("JVM options of the agent"),
    /** The same, but also with the optimizing compiler: what the code can do where memory does not matter. */
    ALL_COMPILERS("the agent's JVM options with all compilers");

    private static final Path LAUNCHER = Path.of("build", "launchers", "sonde-node-agent");

    private final String words;

    JvmOptions(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    List<String> options() throws IOException {
        List<String> options = optionsOf(LAUNCHER);
        if (this == ALL_COMPILERS) {
            options.removeIf(option -> option.startsWith("-XX:TieredStopAtLevel"));
        }
        options.add("--enable-native-access=ALL-UNNAMED");
        options.add("--sun-misc-unsafe-memory-access=allow");
        return options;
    }

    /** The -XX options in a launcher: collector, compilers, object headers. Its paths and variables are left out. */
    static List<String> optionsOf(Path launcher) throws IOException {
        Matcher option = Pattern.compile("-XX:[+-]?\\w+(=\\w+)?(?=[\\s)])").matcher(Files.readString(launcher));
        List<String> options = new ArrayList<>();
        while (option.find()) {
            options.add(option.group());
        }
        return options;
    }
}
