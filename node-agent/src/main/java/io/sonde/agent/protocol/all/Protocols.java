// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.all;

import io.sonde.agent.protocol.Names;
import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.protocol.amqp.AmqpProtocol;
import io.sonde.agent.protocol.dns.DnsProtocol;
import io.sonde.agent.protocol.http.Routes;
import io.sonde.agent.protocol.http1.Http1Protocol;
import io.sonde.agent.protocol.http2.Http2Protocol;
import io.sonde.agent.protocol.kafka.KafkaProtocol;
import io.sonde.agent.protocol.memcached.MemcachedProtocol;
import io.sonde.agent.protocol.mongodb.MongodbProtocol;
import io.sonde.agent.protocol.mysql.MysqlProtocol;
import io.sonde.agent.protocol.postgresql.PostgresqlProtocol;
import io.sonde.agent.protocol.redis.RedisProtocol;
import io.sonde.agent.protocol.tls.TlsProtocol;
import java.util.List;

/** Every protocol that is understood. */
public final class Protocols {
    public static final List<Protocol> ALL = all(Names.UNHEARD);

    private Protocols() {}

    /**
     * Those with the surest first bytes come first. They keep what they learn: each list belongs to one thread.
     *
     * @param names who is told which addresses names have
     */
    public static List<Protocol> all(Names names) {
        var routes = new Routes();
        var http2 = new Http2Protocol(routes);
        return List.of(
                new TlsProtocol(), //
                new Http1Protocol(routes, http2),
                http2,
                new PostgresqlProtocol(),
                new MysqlProtocol(),
                new RedisProtocol(),
                new MemcachedProtocol(),
                new MongodbProtocol(),
                new KafkaProtocol(),
                new AmqpProtocol(),
                DnsProtocol.inDatagrams(names),
                DnsProtocol.onConnections(names));
    }
}
