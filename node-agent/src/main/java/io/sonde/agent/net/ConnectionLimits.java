// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import java.time.Duration;

/**
 * @param connections most open connections known at a time
 * @param series most combinations of service, role and destination
 * @param seriesPerService most of them for one service; what comes later is counted under "other"
 * @param vanishedAfter a connection that no process has held for so long ended without a word
 */
public record ConnectionLimits(int connections, int series, int seriesPerService, Duration vanishedAfter) {}
