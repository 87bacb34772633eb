// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the command line of the {@code java} launcher. */
final class JavaCommand {
    private static final Set<String> VALUE_OPTIONS = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--limit-modules",
            "--enable-native-access",
            "--add-reads",
            "--add-exports",
            "--add-opens",
            "--patch-module",
            "--source",
            "-d",
            "--describe-module");

    private JavaCommand() {}

    /** Jar, module's main class or main class, whichever is run. */
    static Optional<String> name(List<String> arguments) {
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            boolean last = i + 1 == arguments.size();
            switch (argument) {
                case "-jar" -> {
                    return last ? Optional.empty() : Optional.of(Names.jar(arguments.get(i + 1)));
                }
                case "-m", "--module" -> {
                    return last ? Optional.empty() : Optional.of(Names.mainClass(arguments.get(i + 1)));
                }
                default -> {
                    if (VALUE_OPTIONS.contains(argument)) {
                        i++;
                    } else if (!argument.startsWith("-") && !argument.startsWith("@") && !argument.isEmpty()) {
                        return Optional.of(main(argument));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String main(String argument) {
        boolean sourceFile = argument.endsWith(".java");
        return sourceFile ? Names.base(argument.substring(0, argument.length() - 5)) : Names.mainClass(argument);
    }
}
