// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.config;

/** A value that must not appear in logs, errors or dumps. */
public record Secret(String value) {
    @Override
    public String toString() {
        return value.isEmpty() ? "(none)" : "(secret)";
    }
}
