// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Why the program ended, for whoever has started it. */
enum ExitCode {
    DONE(0, "asked to end"),
    BUG(1, "something that should not happen"),
    USAGE(2, "wrong option, or no secret"),
    DATA_UNUSABLE(3, "the data directory cannot be written or read"),
    DATA_IN_USE(4, "another engine runs on the data directory"),
    LIBRARY_UNUSABLE(5, "libchdb cannot be loaded"),
    PORT_UNUSABLE(6, "the port cannot be listened on");

    private final int number;
    private final String says;

    ExitCode(int number, String says) {
        this.number = number;
        this.says = says;
    }

    int number() {
        return number;
    }

    static String help() {
        return Arrays.stream(values())
                .map(code -> code.number + " " + code.says)
                .collect(Collectors.joining(", "));
    }
}
