// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.service;

import io.sonde.agent.container.ControlGroup;

/**
 * One running copy of a service on this host.
 *
 * @param containerId empty for what runs on the host itself
 */
public record ServiceIdentity(String name, Origin origin, String containerId) {
    /** The container, else the systemd unit, else the program. */
    public static ServiceIdentity of(ControlGroup group, Program program) {
        var container = group.shortId();
        if (container.isPresent()) {
            return new ServiceIdentity(container.get(), Origin.CONTAINER, group.containerId());
        }
        if (!group.unit().isEmpty()) {
            return new ServiceIdentity(group.unit(), Origin.SYSTEMD, "");
        }
        return new ServiceIdentity(program.name(), Origin.PROCESS, "");
    }
}
