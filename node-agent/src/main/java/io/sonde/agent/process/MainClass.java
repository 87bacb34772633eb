// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** A name for a Java program from its main class; half of them are called Main, so that what is around the class has to tell. */
final class MainClass {
    private static final Set<String> COMMON_CLASSES = Set.of(
            "Main",
            "App",
            "Application",
            "Server",
            "Launcher",
            "Bootstrap",
            "Boot",
            "Runner",
            "Start",
            "Startup",
            "Cli");
    private static final Set<String> COMMON_PACKAGES =
            Set.of("main", "app", "application", "server", "launcher", "bootstrap", "boot", "startup", "cli", "cmd");
    private static final Set<String> COMMON_DIRECTORIES = Set.of(
            "", ".", "*", "classes", "lib", "libs", "target", "build", "bin", "out", "java", "main", "app", "jars");

    private MainClass() {}

    /** @param classPath as the launcher was given it, empty without */
    static String name(String mainClass, String classPath) {
        String simple = Names.mainClass(mainClass);
        if (!COMMON_CLASSES.contains(simple)) {
            return simple;
        }
        return ofPackage(mainClass.substring(mainClass.lastIndexOf('/') + 1))
                .or(() -> ofClassPath(classPath))
                .orElse(simple);
    }

    /** {@code com.acme.shop.Main} is shop; the owner's domain alone says nothing. */
    private static Optional<String> ofPackage(String qualified) {
        String[] parts = qualified.split("\\.");
        for (int i = parts.length - 2; i >= 1; i--) {
            if (!COMMON_PACKAGES.contains(parts[i])) {
                return Optional.of(parts[i]);
            }
        }
        return parts.length > 1 && !COMMON_PACKAGES.contains(parts[0]) ? Optional.of(parts[0]) : Optional.empty();
    }

    /** The first entry is mostly the program's own: {@code shop-1.2.jar}, {@code /opt/shop/classes}. */
    private static Optional<String> ofClassPath(String classPath) {
        String first = classPath.split(":", 2)[0];
        if (first.endsWith(".jar")) {
            return Optional.of(Names.jar(first)).filter(name -> !COMMON_DIRECTORIES.contains(name));
        }
        return Arrays.asList(first.split("/")).reversed().stream()
                .filter(part -> !COMMON_DIRECTORIES.contains(part))
                .findFirst();
    }
}
