// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.sql;

/** How literals and names are quoted. */
public enum Dialect {
    /** {@code "name"}, {@code $tag$text$tag$}, {@code E'text'}. */
    POSTGRESQL,
    /** {@code `name`}, {@code "text"}, comments after {@code #}. */
    MYSQL
}
