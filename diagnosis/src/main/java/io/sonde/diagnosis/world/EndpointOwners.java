// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which program an address and port belong to, seen from a given place. */
final class EndpointOwners {
    /** How far the meaning of an address reaches. */
    private enum Reach {
        NAMESPACE,
        HOST,
        CLUSTER,
        ANYWHERE
    }

    /**
     * An endpoint where it means something.
     *
     * @param namespace empty unless it reaches no farther than that
     */
    private record Key(Reach reach, String place, String namespace, Endpoint endpoint) {}

    private record HostAddress(String host, Address address) {}

    private record Owner(Resource resource, long lastMillis, boolean accepts) {
        /** The one seen last; then who accepts rather than merely holds the socket; then by name, to be the same each time. */
        static Owner better(Owner one, Owner other) {
            if (one.lastMillis != other.lastMillis) {
                return one.lastMillis > other.lastMillis ? one : other;
            }
            if (one.accepts != other.accepts) {
                return one.accepts ? one : other;
            }
            return one.order().compareTo(other.order()) <= 0 ? one : other;
        }

        private String order() {
            return resource.serviceText() + ' ' + resource.host() + ' ' + resource.instance();
        }
    }

    private final Map<Key, Owner> owners = new HashMap<>();
    private final Map<HostAddress, Boolean> addressesOfHosts = new HashMap<>();
    private final Map<Address, Boolean> watched = new HashMap<>();

    void watch(String host, Address address) {
        watched.put(address, true);
        addressesOfHosts.put(new HostAddress(host, address), true);
    }

    /** Whether some agent sees the connections that come from this address. */
    boolean isWatched(Address address) {
        return address.loopback() || watched.containsKey(address);
    }

    void listens(Resource resource, String namespace, Endpoint endpoint, long lastMillis) {
        see(namespace, endpoint, new Owner(resource, lastMillis, false));
    }

    void accepts(Resource resource, String namespace, Endpoint endpoint, long lastMillis) {
        see(namespace, endpoint, new Owner(resource, lastMillis, true));
    }

    /**
     * Null when nobody that is watched is there. The nearest meaning of an address wins; loopback means nothing outside its
     * network namespace, and an address of the client's own host nothing outside that host.
     */
    @Nullable
    Resource ownerSeenFrom(Resource client, String namespace, Endpoint destination) {
        Resource near = find(Reach.NAMESPACE, client.host(), namespace, destination);
        if (near != null || destination.address().loopback()) {
            return near;
        }
        Resource onHost = find(Reach.HOST, client.host(), "", destination);
        if (onHost != null || addressesOfHosts.containsKey(new HostAddress(client.host(), destination.address()))) {
            return onHost;
        }
        Resource inCluster = find(Reach.CLUSTER, client.service().cluster(), "", destination);
        return inCluster != null ? inCluster : find(Reach.ANYWHERE, "", "", destination);
    }

    private void see(String namespace, Endpoint endpoint, Owner owner) {
        var nearest = new Key(Reach.NAMESPACE, owner.resource.host(), namespace, endpoint);
        if (owner.equals(owners.get(nearest))) {
            return; // one of many connections to the same endpoint
        }
        put(nearest, owner);
        if (endpoint.address().loopback()) {
            return;
        }
        put(new Key(Reach.HOST, owner.resource.host(), "", endpoint), owner);
        put(new Key(Reach.CLUSTER, owner.resource.service().cluster(), "", endpoint), owner);
        put(new Key(Reach.ANYWHERE, "", "", endpoint), owner);
    }

    private void put(Key key, Owner owner) {
        owners.merge(key, owner, Owner::better);
    }

    private @Nullable Resource find(Reach reach, String place, String namespace, Endpoint endpoint) {
        Owner owner = owners.get(new Key(reach, place, namespace, endpoint));
        return owner == null ? null : owner.resource;
    }
}
