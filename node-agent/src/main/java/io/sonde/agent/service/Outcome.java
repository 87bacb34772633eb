// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.service;

import java.util.Locale;

/** How a process ended, as {@code sonde.process.outcome} says it. */
public enum Outcome {
    OK,
    ERROR,
    SIGNAL;

    public static Outcome of(int exitCode, int signal) {
        if (signal != 0) {
            return SIGNAL;
        }
        return exitCode == 0 ? OK : ERROR;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
