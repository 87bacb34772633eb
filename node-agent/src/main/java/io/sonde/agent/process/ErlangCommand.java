// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import java.util.List;
import java.util.Optional;

/** Erlang's machine is told its program by a start function or a node name. */
final class ErlangCommand {
    private ErlangCommand() {}

    static boolean isMachine(String executable) {
        return executable.equals("beam.smp") || executable.equals("beam");
    }

    static Optional<String> name(List<String> arguments) {
        if (arguments.contains("rabbit")) {
            return Optional.of("rabbitmq-server");
        }
        return after(arguments, "-sname").or(() -> after(arguments, "-name")).map(ErlangCommand::withoutHost);
    }

    private static Optional<String> after(List<String> arguments, String option) {
        int at = arguments.indexOf(option);
        return at < 0 || at + 1 == arguments.size() ? Optional.empty() : Optional.of(arguments.get(at + 1));
    }

    private static String withoutHost(String node) {
        int at = node.indexOf('@');
        return at < 0 ? node : node.substring(0, at);
    }
}
