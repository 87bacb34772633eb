// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service as in the map, with what it received and sent.
 *
 * @param id what it is called in URLs and edges
 * @param name what it is called by people
 * @param kind a word for the program; external for what nobody watches
 * @param cluster empty for what is external
 * @param namespace empty outside Kubernetes
 * @param status how it is
 * @param reasons why, in sentences
 * @param hurtBy who is to blame where callers of this service, which is well itself, get bad or late answers
 * @param hurt what they feel of it, in sentences
 * @param instances how many copies were seen
 * @param external whether nobody watches it
 * @param cpuCores CPUs that it used on average; null where that was not measured
 * @param inbound over the edges to it
 * @param outbound over the edges from it
 * @param requests what it was asked, by protocol, all callers together; p50Seconds and p99Seconds are those of the caller for whom
 *     they are longest
 */
@Answer
record ServiceInList(
        String id,
        String name,
        String kind,
        String cluster,
        String namespace,
        StatusAnswer status,
        List<String> reasons,
        List<ServiceInMap.Named> hurtBy,
        List<String> hurt,
        int instances,
        boolean external,
        @Nullable Double cpuCores,
        TrafficAnswer inbound,
        TrafficAnswer outbound,
        List<RequestsAnswer> requests) {
    static ServiceInList of(
            ServiceInMap service, TrafficAnswer inbound, TrafficAnswer outbound, List<RequestsAnswer> requests) {
        return new ServiceInList(
                service.id(),
                service.name(),
                service.kind(),
                service.cluster(),
                service.namespace(),
                service.status(),
                service.reasons(),
                service.hurtBy(),
                service.hurt(),
                service.instances(),
                service.external(),
                service.cpuCores(),
                inbound,
                outbound,
                requests);
    }
}
