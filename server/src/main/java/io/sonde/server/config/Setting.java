// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.config;

import java.util.Locale;

/** One thing that can be set: its key, its default as text (empty: none) and one sentence. */
public record Setting(String key, String defaultValue, String says) {
    static final String PREFIX = "sonde.";

    /** The environment variable of the same meaning. */
    public String variable() {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** The flag of the same meaning: the key without {@code sonde.}. */
    public String flag() {
        return "--" + key.substring(PREFIX.length());
    }
}
