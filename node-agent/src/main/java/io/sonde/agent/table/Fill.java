// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.table;

/**
 * How full something is.
 *
 * @param dropped how often something found no room since the start
 */
public record Fill(Bounded which, long size, long limit, long dropped) {}
