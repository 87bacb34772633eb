// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the engine's process is started.
 *
 * @param classPath of the engine: its jar, or directories of classes
 * @param data directory of the data
 * @param aotCache made in advance for a faster start; used when it is there
 * @param options further ones, as its --help lists them
 */
public record EngineCommand(String classPath, Path data, Path aotCache, List<String> options) {
    static final String SECRET_VARIABLE = "SONDE_ENGINE_SECRET";

    /** Our own settings may hold secrets that are none of the engine's business. */
    private static final String OWN_VARIABLES = "SONDE_";

    private static final String MAIN = "io.sonde.clickhouse.Main";

    /** As it is installed: {@code home} holds lib/ and aot/. */
    public static EngineCommand installed(Path home, Path data) {
        return new EngineCommand(
                home.resolve("lib/sonde-embedded-clickhouse/sonde-embedded-clickhouse.jar")
                        .toString(),
                data,
                home.resolve("aot/sonde-embedded-clickhouse.aot"),
                List.of());
    }

    /** @param port 0 for any that is free */
    ProcessBuilder process(int port, String secret) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(javaOptions());
        line.addAll(program());
        line.addAll(List.of("--data", data.toString(), "--port", Integer.toString(port)));
        line.addAll(List.of("--exit-on-stdin-end", "yes"));
        line.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(line);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith(OWN_VARIABLES));
        environment.put(SECRET_VARIABLE, secret);
        // Times without a zone are UTC, wherever this runs.
        environment.put("TZ", "UTC");
        return builder;
    }

    /** By its jar where there is one: in a list of processes, and on the map, it then has a name. */
    private List<String> program() {
        return classPath.endsWith(".jar") ? List.of("-jar", classPath) : List.of("-cp", classPath, MAIN);
    }

    /** A small JVM: the engine's memory is not on its heap. */
    private List<String> javaOptions() {
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=24m",
                "-Xms8m",
                "-Xmx96m",
                "--enable-native-access=ALL-UNNAMED"));
        if (Files.isReadable(aotCache)) {
            options.addAll(List.of("-XX:AOTCache=" + aotCache, "-Xlog:aot=off", "-Xlog:cds=off"));
        }
        return options;
    }
}
