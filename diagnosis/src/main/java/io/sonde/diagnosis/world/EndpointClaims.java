// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who says of one endpoint that it is his. Nearly always that is one program; addresses of bridges are the same on every host. */
final class EndpointClaims {
    /** From so many on they are looked up by their host. */
    private static final int MANY = 8;

    /** The best of each place. */
    private final List<EndpointOwner> owners = new ArrayList<>(1);
    /** The best of each cluster. */
    private final List<EndpointOwner> ofClusters = new ArrayList<>(1);

    private @Nullable Map<String, List<EndpointOwner>> byHost;

    void add(EndpointOwner owner) {
        Map<String, List<EndpointOwner>> hosts = byHost;
        if (hosts != null) {
            keepBest(hosts.computeIfAbsent(owner.resource().host(), _ -> new ArrayList<>(1)), owner);
        } else {
            keepBest(owners, owner);
            if (owners.size() > MANY) {
                byHost = byHost(owners);
            }
        }
        keepBestOfCluster(owner);
    }

    /** In the same network namespace of a host, else anywhere on it. */
    @Nullable
    EndpointOwner near(String host, String namespace) {
        Map<String, List<EndpointOwner>> hosts = byHost;
        EndpointOwner inNamespace = null;
        EndpointOwner onHost = null;
        for (EndpointOwner owner : hosts == null ? owners : hosts.getOrDefault(host, List.of())) {
            if (owner.isAt(host, namespace)) {
                inNamespace = inNamespace == null ? owner : EndpointOwner.better(inNamespace, owner);
            }
            if (owner.resource().host().equals(host)) {
                onHost = onHost == null ? owner : EndpointOwner.better(onHost, owner);
            }
        }
        return inNamespace == null ? onHost : inNamespace;
    }

    /** In the same cluster, else anywhere. */
    EndpointOwner far(String cluster) {
        EndpointOwner best = ofClusters.getFirst();
        for (EndpointOwner owner : ofClusters) {
            if (cluster(owner).equals(cluster)) {
                return owner;
            }
            best = EndpointOwner.better(best, owner);
        }
        return best;
    }

    private void keepBestOfCluster(EndpointOwner owner) {
        for (int i = 0; i < ofClusters.size(); i++) {
            if (cluster(ofClusters.get(i)).equals(cluster(owner))) {
                ofClusters.set(i, EndpointOwner.better(ofClusters.get(i), owner));
                return;
            }
        }
        ofClusters.add(owner);
    }

    private static void keepBest(List<EndpointOwner> places, EndpointOwner owner) {
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).isAt(owner.resource().host(), owner.namespace())) {
                places.set(i, EndpointOwner.better(places.get(i), owner));
                return;
            }
        }
        places.add(owner);
    }

    private static Map<String, List<EndpointOwner>> byHost(List<EndpointOwner> owners) {
        Map<String, List<EndpointOwner>> hosts = new HashMap<>();
        owners.forEach(owner -> hosts.computeIfAbsent(owner.resource().host(), _ -> new ArrayList<>(1))
                .add(owner));
        return hosts;
    }

    private static String cluster(EndpointOwner owner) {
        return owner.resource().service().cluster();
    }
}
