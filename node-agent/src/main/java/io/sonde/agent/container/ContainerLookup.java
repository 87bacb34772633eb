// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.container;

import io.sonde.agent.container.ContainerCatalog.Finding;
import io.sonde.agent.kubernetes.Pod;
import io.sonde.agent.kubernetes.Workloads;
import io.sonde.agent.runtime.Limits;
import io.sonde.agent.runtime.RuntimeFacts;
import io.sonde.agent.runtime.Runtimes;
import java.util.Optional;

/** Asks the runtimes for a container, and Kubernetes for what its pod belongs to. */
public final class ContainerLookup implements ContainerCatalog.Identification {
    private final Runtimes runtimes;
    private final Workloads workloads;

    public ContainerLookup(Runtimes runtimes, Workloads workloads) {
        this.runtimes = runtimes;
        this.workloads = workloads;
    }

    @Override
    public Finding identify(String id, int pid) {
        return runtimes.find(id, pid).map(this::identify).orElse(new Finding(Optional.empty(), false));
    }

    @Override
    public Limits limits(String id, int pid) {
        return runtimes.limits(id, pid);
    }

    private Finding identify(RuntimeFacts facts) {
        Optional<Pod> pod = Pod.of(facts);
        if (pod.isEmpty()) {
            return new Finding(Belonging.of(facts), true);
        }
        Workloads.Answer answer = workloads.of(pod.get());
        return new Finding(Optional.of(Belonging.of(pod.get(), answer.workload(), facts)), answer.certain());
    }
}
