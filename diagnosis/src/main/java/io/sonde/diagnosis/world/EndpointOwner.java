// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

/**
 * A program at an endpoint.
 *
 * @param accepts rather than merely holds the socket
 */
record EndpointOwner(Resource resource, String namespace, long lastMillis, boolean accepts) {
    /** The one seen last; then who accepts; then by name, to be the same each time. */
    static EndpointOwner better(EndpointOwner one, EndpointOwner other) {
        if (one.lastMillis != other.lastMillis) {
            return one.lastMillis > other.lastMillis ? one : other;
        }
        if (one.accepts != other.accepts) {
            return one.accepts ? one : other;
        }
        return one.order().compareTo(other.order()) <= 0 ? one : other;
    }

    boolean isAt(String host, String inNamespace) {
        return namespace.equals(inNamespace) && resource.host().equals(host);
    }

    private String order() {
        return resource.serviceText() + ' ' + resource.host() + ' ' + resource.instance();
    }
}
