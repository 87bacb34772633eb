// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How one interpreter is told what to run.
 *
 * @param valueOptions options whose value is the next argument
 * @param moduleOptions options whose value names what is run
 * @param inlineOptions options that bring the program's text itself: there is no name then
 * @param subcommands words before the script that are no script
 */
record Interpreter(
        Set<String> valueOptions, Set<String> moduleOptions, Set<String> inlineOptions, Set<String> subcommands) {
    static Interpreter of(Set<String> valueOptions, Set<String> moduleOptions, Set<String> inlineOptions) {
        return new Interpreter(valueOptions, moduleOptions, inlineOptions, Set.of());
    }

    /** The script or module that the arguments (the program's own name first) say; empty for none. */
    Optional<String> script(List<String> arguments) {
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (isInline(argument)) {
                return Optional.empty();
            }
            if (moduleOptions.contains(argument) && i + 1 < arguments.size()) {
                return Optional.of(Names.base(arguments.get(i + 1)));
            }
            if (valueOptions.contains(argument)) {
                i++;
            } else if (!argument.startsWith("-") && !argument.isEmpty() && !subcommands.contains(argument)) {
                return isDescriptor(argument) ? Optional.empty() : Optional.of(Names.base(argument));
            }
        }
        return Optional.empty();
    }

    /** A script that is piped in has no name. */
    private static boolean isDescriptor(String path) {
        return path.startsWith("/dev/") || path.startsWith("/proc/self/fd/");
    }

    /** Also as the last of several letters: {@code bash -lc}, {@code perl -ne}. */
    private boolean isInline(String argument) {
        if (inlineOptions.contains(argument)) {
            return true;
        }
        boolean letters = argument.length() > 2
                && argument.charAt(0) == '-'
                && argument.substring(1).chars().allMatch(c -> c >= 'a' && c <= 'z');
        return letters
                && inlineOptions.contains("-" + argument.charAt(argument.length() - 1))
                && !valueOptions.contains(argument);
    }
}
