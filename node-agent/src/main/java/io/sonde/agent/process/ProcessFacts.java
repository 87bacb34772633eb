// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import io.sonde.agent.container.ControlGroup;
import java.util.List;

/**
 * What {@code /proc} says about a process.
 *
 * @param executable name of the file that runs, without directories
 */
record ProcessFacts(String executable, List<String> arguments, ControlGroup group) {}
