// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

/** The engine cannot be started; the message says why. */
final class StartException extends Exception {
    private final String message;
    private final ExitCode code;

    StartException(ExitCode code, String message) {
        super(message);
        this.message = message;
        this.code = code;
    }

    ExitCode code() {
        return code;
    }

    /** Always there. */
    @Override
    public String getMessage() {
        return message;
    }
}
