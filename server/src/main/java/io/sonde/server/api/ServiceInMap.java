// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.diagnosis.inspect.Verdict;
import io.sonde.diagnosis.world.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service.
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
 */
@Answer
record ServiceInMap(
        String id,
        String name,
        String kind,
        String cluster,
        String namespace,
        StatusAnswer status,
        List<String> reasons,
        List<Named> hurtBy,
        List<String> hurt,
        int instances,
        boolean external,
        @Nullable Double cpuCores) {
    /**
     * A service by its id and name.
     *
     * @param service its id
     * @param name what it is called by people
     */
    @Answer
    record Named(String service, String name) {}

    static ServiceInMap of(Service service, Verdict verdict, List<Named> hurtBy, List<String> hurt) {
        return new ServiceInMap(
                service.id(),
                service.name(),
                service.kind(),
                service.cluster(),
                service.namespace(),
                StatusAnswer.of(verdict.status()),
                verdict.reasons(),
                hurtBy,
                hurt,
                service.instances().size(),
                service.external(),
                service.cpuCores());
    }
}
