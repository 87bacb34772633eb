// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

/**
 * One line of the table.
 *
 * @param how how it was measured, in a phrase that lets others repeat it
 */
record Figure(String what, String value, String unit, String how) {}
