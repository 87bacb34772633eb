// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.Set;

/** The names of metrics and attributes that the world is built from: the only place here that spells them. */
public final class SignalName {
    public static final String OPENED = "sonde.tcp.connections.opened";
    public static final String FAILED = "sonde.tcp.connections.failed";
    public static final String ACTIVE = "sonde.tcp.connections.active";
    public static final String CLOSED = "sonde.tcp.connection.duration";
    public static final String CONNECT = "sonde.tcp.connect.duration";
    public static final String RTT = "sonde.tcp.rtt";
    public static final String IO = "sonde.tcp.io";
    public static final String RETRANSMITS = "sonde.tcp.retransmits";
    public static final String HTTP_SERVER = "http.server.request.duration";
    public static final String HTTP_CLIENT = "http.client.request.duration";
    public static final String RPC_SERVER = "rpc.server.call.duration";
    public static final String RPC_CLIENT = "rpc.client.call.duration";
    public static final String DB_CLIENT = "db.client.operation.duration";
    public static final String DB_SERVER = "sonde.db.server.operation.duration";
    public static final String MESSAGING_CLIENT = "messaging.client.operation.duration";
    public static final String MESSAGING_SERVER = "sonde.messaging.server.operation.duration";
    public static final String DNS_CLIENT = "dns.lookup.duration";
    public static final String DNS_SERVER = "sonde.dns.server.lookup.duration";
    public static final String UNMEASURED = "sonde.requests.unmeasured";
    public static final String LISTEN = "sonde.tcp.listen";
    public static final String ADDRESS = "sonde.network.address";
    public static final String STARTED = "sonde.process.started";
    public static final String EXITED = "sonde.process.exited";
    public static final String RUNNING = "sonde.process.running";

    public static final String PROCESS_CPU = "process.cpu.time";
    public static final String CONTAINER_CPU = "container.cpu.time";
    public static final String CPU_DELAY = "sonde.process.cpu.delay";
    public static final String CPU_LIMIT = "sonde.container.cpu.limit";
    public static final String CPU_THROTTLED = "sonde.container.cpu.throttled";
    public static final String MEMORY_LIMIT = "sonde.container.memory.limit";
    public static final String HOST_CPU = "system.cpu.time";
    public static final String HOST_CPUS = "system.cpu.logical.count";

    /** What was asked and answered: in all of them the same is told of the two ends and of the answer. */
    public static final Set<String> REQUESTS = Set.of(
            HTTP_SERVER,
            HTTP_CLIENT,
            RPC_SERVER,
            RPC_CLIENT,
            DB_CLIENT,
            DB_SERVER,
            MESSAGING_CLIENT,
            MESSAGING_SERVER,
            DNS_CLIENT,
            DNS_SERVER,
            UNMEASURED);

    /** Metrics that matter to the world; everything else can be left out before it gets here. */
    public static final Set<String> METRICS = Set.of(
            OPENED,
            FAILED,
            ACTIVE,
            CLOSED,
            CONNECT,
            RTT,
            IO,
            RETRANSMITS,
            HTTP_SERVER,
            HTTP_CLIENT,
            RPC_SERVER,
            RPC_CLIENT,
            DB_CLIENT,
            DB_SERVER,
            MESSAGING_CLIENT,
            MESSAGING_SERVER,
            DNS_CLIENT,
            DNS_SERVER,
            UNMEASURED,
            LISTEN,
            ADDRESS,
            STARTED,
            EXITED,
            RUNNING,
            PROCESS_CPU,
            CONTAINER_CPU,
            CPU_DELAY,
            CPU_LIMIT,
            CPU_THROTTLED,
            MEMORY_LIMIT,
            HOST_CPU,
            HOST_CPUS);

    public static final String SERVICE_NAME = "service.name";
    public static final String SERVICE_NAMESPACE = "service.namespace";
    public static final String SERVICE_VERSION = "service.version";
    public static final String INSTANCE_ID = "service.instance.id";
    public static final String HOST_NAME = "host.name";
    public static final String HOST_ID = "host.id";
    public static final String CONTAINER_ID = "container.id";
    public static final String CONTAINER_NAME = "container.name";
    public static final String CONTAINER_IMAGE = "container.image.name";
    public static final String EXECUTABLE = "process.executable.name";
    public static final String CLUSTER = "k8s.cluster.name";
    public static final String NAMESPACE = "k8s.namespace.name";
    public static final String POD = "k8s.pod.name";
    public static final String KIND = "sonde.service.kind";
    public static final String ORIGIN = "sonde.service.origin";

    public static final String ROLE = "sonde.tcp.role";
    public static final String PEER_ADDRESS = "network.peer.address";
    public static final String PEER_PORT = "network.peer.port";
    public static final String DESTINATION_ADDRESS = "destination.address";
    public static final String DESTINATION_PORT = "destination.port";
    public static final String SERVER_ADDRESS = "server.address";
    public static final String SOURCE_ADDRESS = "source.address";
    public static final String LOCAL_ADDRESS = "network.local.address";
    public static final String LOCAL_PORT = "network.local.port";
    public static final String NETWORK_NAMESPACE = "sonde.network.namespace";
    public static final String DIRECTION = "network.io.direction";
    public static final String ERROR = "error.type";
    public static final String PROTOCOL = "sonde.protocol";
    public static final String OUTCOME = "sonde.process.outcome";
    public static final String CPU_MODE = "cpu.mode";

    /** All attribute names above, for a check against the registry. */
    public static final Set<String> ATTRIBUTES = Set.of(
            SERVICE_NAME,
            SERVICE_NAMESPACE,
            SERVICE_VERSION,
            INSTANCE_ID,
            HOST_NAME,
            HOST_ID,
            CONTAINER_ID,
            CONTAINER_NAME,
            CONTAINER_IMAGE,
            EXECUTABLE,
            CLUSTER,
            NAMESPACE,
            POD,
            KIND,
            ORIGIN,
            ROLE,
            PEER_ADDRESS,
            PEER_PORT,
            DESTINATION_ADDRESS,
            DESTINATION_PORT,
            SERVER_ADDRESS,
            SOURCE_ADDRESS,
            LOCAL_ADDRESS,
            LOCAL_PORT,
            NETWORK_NAMESPACE,
            DIRECTION,
            ERROR,
            PROTOCOL,
            OUTCOME,
            CPU_MODE);

    private SignalName() {}
}
