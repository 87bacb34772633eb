// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.engine;

/**
 * How a life of the engine has ended, as a phrase that follows "the engine".
 *
 * @param forGood trying again does not help
 */
record EngineEnd(String reason, boolean forGood) {
    /** Of {@code io.sonde.clickhouse.ExitCode}. */
    private static final int USAGE = 2;

    private static final int LIBRARY_UNUSABLE = 5;

    /** The JVM reports a signal as this plus its number. */
    private static final int SIGNAL = 128;

    static EngineEnd ofProcess(int code, String lastWords) {
        String how = code > SIGNAL ? "was killed by signal " + (code - SIGNAL) : "ended with code " + code;
        return new EngineEnd(
                lastWords.isEmpty() ? how : how + ": " + lastWords, code == USAGE || code == LIBRARY_UNUSABLE);
    }

    static EngineEnd because(String reason) {
        return new EngineEnd(reason, false);
    }
}
