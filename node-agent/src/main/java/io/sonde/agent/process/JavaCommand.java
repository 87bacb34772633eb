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

    private static final Set<String> CLASS_PATH = Set.of("-cp", "-classpath", "--class-path");

    private JavaCommand() {}

    /** Jar, module's main class or main class, whichever is run. */
    static Optional<String> name(List<String> arguments) {
        String classPath = "";
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            boolean last = i + 1 == arguments.size();
            switch (argument) {
                case "-jar" -> {
                    return last ? Optional.empty() : Optional.of(Names.jar(arguments.get(i + 1)));
                }
                case "-m", "--module" -> {
                    return last ? Optional.empty() : Optional.of(MainClass.name(arguments.get(i + 1), classPath));
                }
                default -> {
                    if (VALUE_OPTIONS.contains(argument)) {
                        i++;
                        classPath = CLASS_PATH.contains(argument) && !last ? arguments.get(i) : classPath;
                    } else if (!argument.startsWith("-") && !argument.startsWith("@") && !argument.isEmpty()) {
                        return Optional.of(main(argument, classPath));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String main(String argument, String classPath) {
        boolean sourceFile = argument.endsWith(".java");
        return sourceFile
                ? Names.base(argument.substring(0, argument.length() - ".java".length()))
                : MainClass.name(argument, classPath);
    }
}
