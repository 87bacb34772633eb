// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.config;

/** The user has set something that cannot be; the message says what to do. */
public final class ConfigException extends RuntimeException {
    public ConfigException(String message) {
        super(message);
    }
}
