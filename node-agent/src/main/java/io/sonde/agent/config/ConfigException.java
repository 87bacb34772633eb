// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.config;

/** What the user asked for cannot be done; the message says what to change. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        super(message);
    }
}
