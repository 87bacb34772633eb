// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import java.time.Duration;

/**
 * @param processes most processes known at a time
 * @param remembered how long an ended process keeps its name for events that come late
 */
public record ProcessLimits(int processes, Duration remembered) {}
