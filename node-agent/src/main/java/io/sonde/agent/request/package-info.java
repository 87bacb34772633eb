// SPDX-License-Identifier: Apache-2.0
/**
 * Counts requests: which bytes belong to which conversation, what a conversation's requests are counted under, and for how long
 * each took. Start at {@link io.sonde.agent.request.RequestTable}.
 */
@NullMarked
package io.sonde.agent.request;

import org.jspecify.annotations.NullMarked;
