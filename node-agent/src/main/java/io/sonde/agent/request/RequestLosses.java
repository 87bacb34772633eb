// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

/**
 * What could not be told as it was, since the start.
 *
 * @param untracked pieces of conversations that found no place
 * @param gaps times that needed bytes of a conversation went by unseen
 * @param bulk connections that move so much that of long stretches only the ends are read
 * @param folded requests that were counted as other
 * @param dropped requests that were not counted at all
 */
public record RequestLosses(long untracked, long gaps, long bulk, long folded, long dropped) {}
