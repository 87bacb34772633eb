// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import io.sonde.agent.protocol.http.Routes;
import io.sonde.agent.protocol.http1.Http1Protocol;
import io.sonde.agent.protocol.http2.Http2Protocol;
import io.sonde.agent.protocol.mysql.MysqlProtocol;
import io.sonde.agent.protocol.postgresql.PostgresqlProtocol;
import io.sonde.agent.protocol.redis.RedisProtocol;
import io.sonde.agent.protocol.tls.TlsProtocol;
import java.util.List;

/** Every protocol that is understood, the ones with the surest first bytes first. */
public final class Protocols {
    private static final Routes ROUTES = new Routes();
    private static final Http2Protocol HTTP2 = new Http2Protocol(ROUTES);

    public static final List<Protocol> ALL = List.of(
            new TlsProtocol(), //
            new Http1Protocol(ROUTES, HTTP2), //
            HTTP2,
            new PostgresqlProtocol(),
            new MysqlProtocol(),
            new RedisProtocol());

    private Protocols() {}
}
