// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.engine;

/** How a life of the engine has ended, as a phrase that follows "the engine". */
record EngineEnd(String reason, Retry retry) {
    /** Whether another start may help. */
    enum Retry {
        YES,
        /** Data that could be opened before can be so again, once there is room or the disk is back; else somebody must act. */
        ONCE_IT_RAN,
        NO
    }

    /** Of {@code io.sonde.clickhouse.ExitCode}. */
    private static final int USAGE = 2;

    private static final int DATA_UNUSABLE = 3;

    private static final int LIBRARY_UNUSABLE = 5;

    /** The JVM reports a signal as this plus its number. */
    private static final int SIGNAL = 128;

    static EngineEnd ofProcess(int code, String lastWords) {
        String how = code > SIGNAL ? "was killed by signal " + (code - SIGNAL) : "ended with code " + code;
        return new EngineEnd(lastWords.isEmpty() ? how : how + ": " + lastWords, retryAfter(code));
    }

    static EngineEnd because(String reason) {
        return new EngineEnd(reason, Retry.YES);
    }

    boolean isForGood(boolean hasRun) {
        return switch (retry) {
            case YES -> false;
            case ONCE_IT_RAN -> !hasRun;
            case NO -> true;
        };
    }

    private static Retry retryAfter(int code) {
        return switch (code) {
            case USAGE, LIBRARY_UNUSABLE -> Retry.NO;
            case DATA_UNUSABLE -> Retry.ONCE_IT_RAN;
            default -> Retry.YES;
        };
    }
}
