// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

/** The program was started in a way that cannot work; the message says what to change. */
final class UsageException extends RuntimeException {
    private final String message;

    UsageException(String message) {
        super(message);
        this.message = message;
    }

    /** Always there. */
    @Override
    public String getMessage() {
        return message;
    }
}
