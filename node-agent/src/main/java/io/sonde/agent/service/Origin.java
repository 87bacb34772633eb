// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.service;

import java.util.Locale;

/** What the identity of a service was taken from, as {@code sonde.service.origin} says it. */
public enum Origin {
    KUBERNETES,
    SWARM,
    NOMAD,
    COMPOSE,
    CONTAINER,
    SYSTEMD,
    PROCESS;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
