// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.container;

import io.sonde.agent.service.Origin;
import java.util.Map;

/**
 * Who a container is.
 *
 * @param service name of the service that it is a copy of, the same on every node and after every restart
 * @param namespace what makes the name unique: the project of compose, the stack of swarm; empty for Kubernetes, which has its own
 * @param holder whether it does nothing but hold a pod together
 * @param attributes the rest that is known, by attribute names
 */
public record Container(
        Origin origin, String service, String namespace, boolean holder, Map<String, String> attributes) {
    public Container {
        attributes = Map.copyOf(attributes);
    }
}
