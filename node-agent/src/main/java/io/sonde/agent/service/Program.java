// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.service;

/**
 * What a process runs.
 *
 * @param name what people call it: the executable, or an interpreter's script, main class or jar
 * @param executable name of the file that runs
 * @param kind what sort of program it is; {@link #UNKNOWN_KIND} when nothing known
 */
public record Program(String name, String executable, String kind) {
    public static final String UNKNOWN_KIND = "process";
    public static final String SHELL_KIND = "shell";

    /** How much this program says about the service that it belongs to: a server more than the shell that started it. */
    int weight() {
        return switch (kind) {
            case SHELL_KIND -> 0;
            case UNKNOWN_KIND -> 1;
            default -> 2;
        };
    }
}
