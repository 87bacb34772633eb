// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which program an address and port belong to, seen from a given place. */
final class EndpointOwners {
    /** Where a loopback address means something. */
    private record Near(String host, String namespace, Endpoint endpoint) {}

    private record HostAddress(String host, Address address) {}

    private final Map<Near, EndpointOwner> onLoopback = new HashMap<>();
    private final Map<Endpoint, EndpointClaims> claims = new HashMap<>();
    private final Set<HostAddress> addressesOfHosts = new HashSet<>();
    private final Set<Address> watched = new HashSet<>();
    private @Nullable EndpointOwner last;
    private @Nullable Endpoint lastEndpoint;

    void watch(String host, Address address) {
        watched.add(address);
        addressesOfHosts.add(new HostAddress(host, address));
    }

    /** Whether some agent sees the connections that come from this address. */
    boolean isWatched(Address address) {
        return address.loopback() || watched.contains(address);
    }

    void listens(Resource resource, String namespace, Endpoint endpoint, long lastMillis) {
        see(endpoint, new EndpointOwner(resource, namespace, lastMillis, false));
    }

    void accepts(Resource resource, String namespace, Endpoint endpoint, long lastMillis) {
        see(endpoint, new EndpointOwner(resource, namespace, lastMillis, true));
    }

    /**
     * Null when nobody that is watched is there. The nearest meaning of an address wins; loopback means nothing outside its
     * network namespace, and an address of the client's own host nothing outside that host.
     */
    @Nullable
    Resource ownerSeenFrom(Resource client, String namespace, Endpoint destination) {
        if (destination.address().loopback()) {
            return resource(onLoopback.get(new Near(client.host(), namespace, destination)));
        }
        EndpointClaims claimed = claims.get(destination);
        if (claimed == null) {
            return null;
        }
        EndpointOwner onHost = claimed.near(client.host(), namespace);
        if (onHost != null || addressesOfHosts.contains(new HostAddress(client.host(), destination.address()))) {
            return resource(onHost);
        }
        return claimed.far(client.service().cluster()).resource();
    }

    private static @Nullable Resource resource(@Nullable EndpointOwner owner) {
        return owner == null ? null : owner.resource();
    }

    private void see(Endpoint endpoint, EndpointOwner owner) {
        if (endpoint.equals(lastEndpoint) && owner.equals(last)) {
            return; // one of many connections to the same endpoint
        }
        lastEndpoint = endpoint;
        last = owner;
        if (endpoint.address().loopback()) {
            var near = new Near(owner.resource().host(), owner.namespace(), endpoint);
            onLoopback.merge(near, owner, EndpointOwner::better);
        } else {
            claims.computeIfAbsent(endpoint, _ -> new EndpointClaims()).add(owner);
        }
    }
}
