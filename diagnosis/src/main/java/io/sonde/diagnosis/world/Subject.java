// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

/** What measurements are about. A subject has a cell for each {@link Measure} of its kind. */
sealed interface Subject {
    /** Connections between a program and one other end. */
    sealed interface Flow extends Subject {
        /** Who tells of them. */
        Resource resource();
    }

    /**
     * Connections that a program opened to one destination.
     *
     * @param addressed what the program connected to: something else where addresses are translated on the way
     * @param name what it asked for to be told that address; empty where nobody knows
     */
    record ClientFlow(Resource resource, String namespace, Endpoint destination, Endpoint addressed, String name)
            implements Flow {}

    /**
     * Connections that a program accepted at one endpoint from one address.
     *
     * @param seenAs what the program sees as its peer: something else where addresses are translated on the way
     */
    record ServerFlow(Resource resource, String namespace, Endpoint local, Address peer, Address seenAs)
            implements Flow {}

    /** What was asked over connections in one protocol; also where nothing is known of the connections, as for datagrams. */
    record RequestFlow(Flow flow, String protocol) implements Subject {}

    /** An endpoint at which a program waits for connections. */
    record Listener(Resource resource, String namespace, Endpoint local) implements Subject {}

    /** An address of a network namespace that some agent watches: connections from there are reported by their source. */
    record WatchedAddress(String host, String namespace, Address address) implements Subject {}

    /** The CPUs of a node. */
    record Host(String id, String name) implements Subject {}

    /** The processes of one instance of a service. */
    record Workload(Resource resource) implements Subject {}
}
