// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.sql;

/**
 * A statement that is sent once and executed often.
 *
 * @param text without literals and comments
 */
public record Statement(String verb, String table, String text) {
    /** One whose text was not seen: prepared before anyone looked, or longer ago than what is remembered. */
    public static final Statement UNKNOWN = new Statement("EXECUTE", "", "");
}
