// SPDX-License-Identifier: Apache-2.0

/**
 * The services that this host runs, one instance each per container or host. Start at {@link io.sonde.agent.service.ServiceTable}.
 */
@NullMarked
package io.sonde.agent.service;

import org.jspecify.annotations.NullMarked;
