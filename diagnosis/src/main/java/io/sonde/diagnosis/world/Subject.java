// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

/** What measurements are about. A subject has a cell for each {@link Measure} of its kind. */
sealed interface Subject {
    /** Connections that a program opened to one destination. */
    record ClientFlow(Resource resource, String namespace, Endpoint destination) implements Subject {}

    /** Connections that a program accepted at one endpoint from one address. */
    record ServerFlow(Resource resource, String namespace, Endpoint local, Address peer) implements Subject {}

    /** An endpoint at which a program waits for connections. */
    record Listener(Resource resource, String namespace, Endpoint local) implements Subject {}

    /** An address of a network namespace that some agent watches: connections from there are reported by their source. */
    record WatchedAddress(String host, String namespace, Address address) implements Subject {}

    /** The CPUs of a node. */
    record Host(String id, String name) implements Subject {}

    /** The processes of one instance of a service. */
    record Workload(Resource resource) implements Subject {}
}
