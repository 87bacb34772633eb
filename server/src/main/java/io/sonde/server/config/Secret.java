// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.config;

import org.jspecify.annotations.Nullable;

/** A value that must not appear in logs, errors or dumps. */
public record Secret(String value) {
    @Override
    public String toString() {
        return value.isEmpty() ? "(none)" : "(secret)";
    }

    /** The value, or nothing where none was set. */
    public static String textOf(@Nullable Secret secret) {
        return secret == null ? "" : secret.value;
    }
}
