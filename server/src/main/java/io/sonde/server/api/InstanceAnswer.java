// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.diagnosis.world.Instance;
import io.sonde.diagnosis.world.Instance.Processes;
import io.sonde.diagnosis.world.SignalName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One running copy of a service. What its agent does not know is null.
 *
 * @param id the container, else the host
 * @param node name of the node
 * @param pod Kubernetes pod
 * @param containerId id of the container
 * @param containerName name of the container
 * @param image image of the container
 * @param executable name of the program
 * @param origin what the identity was taken from: kubernetes, swarm, nomad, compose, container, systemd or process
 * @param listens where it waits for connections
 * @param processes how many run at the end of the window
 * @param started how many were started in it
 * @param exited how many ended in it
 * @param cpuCores CPUs that it used on average
 * @param cpuLimit CPUs that its container may use; null without a limit
 * @param cpuHeldBack CPUs that were kept from it by that limit, on average; null without a limit
 * @param memoryLimitBytes memory that its container may use; null without a limit
 * @param firstSeen first value inside the window
 * @param lastSeen last value inside the window
 */
@Answer
record InstanceAnswer(
        String id,
        @Nullable String node,
        @Nullable String pod,
        @Nullable String containerId,
        @Nullable String containerName,
        @Nullable String image,
        @Nullable String executable,
        @Nullable String origin,
        List<Listens> listens,
        @Nullable Long processes,
        @Nullable Long started,
        @Nullable Exited exited,
        @Nullable Double cpuCores,
        @Nullable Double cpuLimit,
        @Nullable Double cpuHeldBack,
        @Nullable Long memoryLimitBytes,
        Instant firstSeen,
        Instant lastSeen) {
    /**
     * An endpoint.
     *
     * @param address IP address
     * @param port TCP port
     */
    @Answer
    record Listens(String address, int port) {}

    /**
     * Processes that ended, by how.
     *
     * @param ok with exit code 0
     * @param error with another code
     * @param signal killed
     */
    @Answer
    record Exited(long ok, long error, long signal) {}

    static InstanceAnswer of(Instance instance) {
        Processes processes = instance.processes();
        return new InstanceAnswer(
                instance.id(),
                instance.attribute(SignalName.HOST_NAME),
                instance.attribute(SignalName.POD),
                instance.attribute(SignalName.CONTAINER_ID),
                instance.attribute(SignalName.CONTAINER_NAME),
                instance.attribute(SignalName.CONTAINER_IMAGE),
                instance.attribute(SignalName.EXECUTABLE),
                instance.attribute(SignalName.ORIGIN),
                instance.listens().stream()
                        .map(listen -> new Listens(listen.address(), listen.port()))
                        .toList(),
                processes == null ? null : processes.running(),
                processes == null ? null : processes.started(),
                processes == null ? null : exited(processes),
                instance.cpu().cores(),
                instance.allowance().cpus(),
                instance.allowance().heldBackCpus(),
                instance.allowance().memoryBytes(),
                instance.firstSeen(),
                instance.lastSeen());
    }

    private static Exited exited(Processes processes) {
        return new Exited(processes.endedOk(), processes.endedError(), processes.endedBySignal());
    }
}
