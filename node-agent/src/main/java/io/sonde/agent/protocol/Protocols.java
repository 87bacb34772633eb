// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import io.sonde.agent.protocol.http.Routes;
import io.sonde.agent.protocol.http1.Http1Protocol;
import io.sonde.agent.protocol.mysql.MysqlProtocol;
import io.sonde.agent.protocol.postgresql.PostgresqlProtocol;
import io.sonde.agent.protocol.redis.RedisProtocol;
import java.util.List;

/** Every protocol that is understood, the ones with the surest first bytes first. */
public final class Protocols {
    private static final Routes ROUTES = new Routes();

    public static final List<Protocol> ALL = List.of(
            new Http1Protocol(ROUTES), //
            new PostgresqlProtocol(),
            new MysqlProtocol(),
            new RedisProtocol());

    private Protocols() {}
}
