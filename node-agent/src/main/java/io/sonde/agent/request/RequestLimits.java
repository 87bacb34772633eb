// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import java.time.Duration;

/**
 * @param conversations most connections whose requests are read at a time
 * @param series most kinds of requests told apart, of all services
 * @param seriesPerService the same of one service
 * @param timeout a request without an answer for so long is told as timed out
 * @param spans of which requests more is told
 */
public record RequestLimits(int conversations, int series, int seriesPerService, Duration timeout, SpanLimits spans) {}
