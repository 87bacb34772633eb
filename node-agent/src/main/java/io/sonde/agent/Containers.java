// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import io.sonde.agent.config.AgentConfig;
import io.sonde.agent.container.ContainerCatalog;
import io.sonde.agent.container.ContainerLookup;
import io.sonde.agent.container.ContainerWatch;
import io.sonde.agent.container.NamedContainers;
import io.sonde.agent.kubernetes.Workloads;
import io.sonde.agent.runtime.HostFiles;
import io.sonde.agent.runtime.RuncState;
import io.sonde.agent.runtime.Runtimes;
import io.sonde.agent.table.Fill;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that finds out who the host's containers are. */
final class Containers implements AutoCloseable {
    private final Workloads workloads;
    private final ContainerCatalog catalog;
    private final NamedContainers named;
    private final ContainerWatch watch;

    Containers(AgentConfig config, String node) {
        var files = new HostFiles(config.proc());
        var states = new RuncState(files);
        workloads = new Workloads(config.kubelet(), node);
        catalog = new ContainerCatalog(
                new ContainerLookup(new Runtimes(files, states), workloads),
                config.tables().containers());
        named = new NamedContainers(states::knows);
        watch = new ContainerWatch(named, catalog::seen, catalog::killed, states::learnRoot);
    }

    void start() {
        catalog.start();
    }

    ContainerWatch watch() {
        return watch;
    }

    ContainerCatalog catalog() {
        return catalog;
    }

    List<Fill> fills() {
        return Stream.concat(catalog.fills().stream(), Stream.of(named.fill())).toList();
    }

    Map<String, Long> losses() {
        return Map.of(
                "containers.table",
                catalog.overflows(),
                "containers.waiting",
                catalog.crowdedOut(),
                "containers.unnamed",
                catalog.unnamed(),
                "kubelet.unanswered",
                workloads.failures());
    }

    @Override
    public void close() {
        catalog.close();
    }
}
