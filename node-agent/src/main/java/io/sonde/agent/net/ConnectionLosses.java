// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

/**
 * What could not be told or kept, since the start.
 *
 * @param untracked connections whose open state found no place
 * @param folded connections counted under "other" peers
 * @param dropped connections that were not counted at all, because not even "other" found a place
 * @param ownerless connections that ended before anyone knew whose they were
 * @param vanished connections that ended without a word from the kernel
 */
public record ConnectionLosses(long untracked, long folded, long dropped, long ownerless, long vanished) {}
