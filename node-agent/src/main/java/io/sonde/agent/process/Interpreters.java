// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The interpreters whose processes are named after what they run. */
final class Interpreters {
    private static final Set<String> NONE = Set.of();
    private static final Interpreter SHELL =
            Interpreter.of(Set.of("-o", "+o", "-O", "--rcfile", "--init-file"), NONE, Set.of("-c"));

    private static final Map<String, Interpreter> BY_NAME = Map.ofEntries(
            Map.entry("python", Interpreter.of(Set.of("-W", "-X", "-Q"), Set.of("-m"), Set.of("-c"))),
            Map.entry("pypy", Interpreter.of(Set.of("-W", "-X"), Set.of("-m"), Set.of("-c"))),
            Map.entry(
                    "node",
                    Interpreter.of(
                            Set.of(
                                    "-r",
                                    "--require",
                                    "--import",
                                    "--loader",
                                    "--experimental-loader",
                                    "-C",
                                    "--conditions",
                                    "--env-file",
                                    "--title"),
                            NONE,
                            Set.of("-e", "--eval", "-p", "--print"))),
            Map.entry("ruby", Interpreter.of(Set.of("-r", "-I", "-C", "-E"), NONE, Set.of("-e"))),
            Map.entry("perl", Interpreter.of(Set.of("-I"), NONE, Set.of("-e", "-E"))),
            Map.entry(
                    "php",
                    Interpreter.of(
                            Set.of("-c", "-d", "-t", "-S", "-z"), Set.of("-f", "--file"), Set.of("-r", "--run"))),
            Map.entry("lua", Interpreter.of(Set.of("-l"), NONE, Set.of("-e"))),
            Map.entry("luajit", Interpreter.of(Set.of("-l"), NONE, Set.of("-e"))),
            Map.entry("Rscript", Interpreter.of(NONE, NONE, Set.of("-e"))),
            Map.entry(
                    "dotnet",
                    new Interpreter(Set.of("--depsfile", "--runtimeconfig"), NONE, NONE, Set.of("exec", "run"))),
            Map.entry("deno", new Interpreter(Set.of("-c", "--config"), NONE, Set.of("eval"), Set.of("run", "serve"))),
            Map.entry("bun", new Interpreter(NONE, NONE, Set.of("-e"), Set.of("run"))),
            Map.entry("sh", SHELL),
            Map.entry("bash", SHELL),
            Map.entry("dash", SHELL),
            Map.entry("ash", SHELL),
            Map.entry("zsh", SHELL),
            Map.entry("ksh", SHELL),
            Map.entry("mksh", SHELL),
            Map.entry("fish", SHELL));

    private static final Map<String, String> ALIASES = Map.of("nodejs", "node");

    private Interpreters() {}

    static boolean isInterpreter(String executable) {
        return executable.equals("java")
                || ErlangCommand.isMachine(executable)
                || find(executable).isPresent();
    }

    /** What the interpreter runs; empty when it runs nothing that has a name, or the arguments were cut too early. */
    static Optional<String> script(String executable, List<String> arguments) {
        if (executable.equals("java")) {
            return JavaCommand.name(arguments);
        }
        if (ErlangCommand.isMachine(executable)) {
            return ErlangCommand.name(arguments);
        }
        return find(executable).flatMap(interpreter -> interpreter.script(arguments));
    }

    private static Optional<Interpreter> find(String executable) {
        String name = Names.withoutVersion(executable);
        return Optional.ofNullable(BY_NAME.get(ALIASES.getOrDefault(name, name)));
    }
}
