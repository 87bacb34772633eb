// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The arguments that an event carries end after {@link #EVENT_BYTES}, in the middle of a word if need be. */
final class ExecArguments {
    private static final int EVENT_BYTES = 512;

    private ExecArguments() {}

    /** Without the last one, where it may have been cut. */
    static List<String> complete(List<String> arguments) {
        int bytes = 0;
        for (String argument : arguments) {
            bytes += argument.getBytes(StandardCharsets.UTF_8).length + 1;
        }
        return bytes >= EVENT_BYTES - 1 ? arguments.subList(0, arguments.size() - 1) : arguments;
    }
}
