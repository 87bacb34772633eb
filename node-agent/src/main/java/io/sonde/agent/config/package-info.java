// SPDX-License-Identifier: Apache-2.0

/**
 * Settings from flags, environment and a YAML file; every one is listed in {@link io.sonde.agent.config.Setting}.
 */
@NullMarked
package io.sonde.agent.config;

import org.jspecify.annotations.NullMarked;
