// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import io.sonde.agent.protocol.postgresql.PostgresqlProtocol;
import java.util.List;

/** Every protocol that is understood, the ones with the surest first bytes first. */
public final class Protocols {
    public static final List<Protocol> ALL = List.of(new PostgresqlProtocol());

    private Protocols() {}
}
