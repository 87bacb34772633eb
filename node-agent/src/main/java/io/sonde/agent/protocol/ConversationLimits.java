// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

/**
 * What one connection may take.
 *
 * @param pendingBytes most bytes of one direction that wait for the rest of their message
 * @param openRequests most requests that wait for their answers
 * @param guesses pieces after which a connection that no protocol knows is left alone
 */
public record ConversationLimits(int pendingBytes, int openRequests, int guesses) {
    /** A head of HTTP with large cookies fits; so does a pipeline of ten thousand commands. */
    public static final ConversationLimits DEFAULTS = new ConversationLimits(64 << 10, 16_384, 8);
}
