// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.container;

import io.sonde.agent.kubernetes.Pod;
import io.sonde.agent.kubernetes.Workload;
import io.sonde.agent.runtime.RuntimeFacts;
import io.sonde.agent.service.Origin;
import io.sonde.proto.Attribute;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From what a runtime says to the service that a container is a copy of. */
final class Belonging {
    private Belonging() {}

    static Container of(Pod pod, Workload workload, RuntimeFacts facts) {
        Map<String, String> attributes = described(facts);
        put(attributes, Attribute.K8S_NAMESPACE_NAME, pod.namespace());
        put(attributes, Attribute.K8S_POD_NAME, pod.name());
        put(attributes, Attribute.K8S_POD_UID, pod.uid());
        put(attributes, Attribute.K8S_CONTAINER_NAME, pod.container());
        put(attributes, Attribute.CONTAINER_NAME, pod.container());
        put(attributes, attribute(workload.kind()), workload.name());
        return new Container(Origin.KUBERNETES, workload.name(), "", pod.sandbox(), attributes);
    }

    /** A static or bare pod, and one of an unknown controller, has no attribute of its own. */
    private static String attribute(Workload.Kind kind) {
        return switch (kind) {
            case DEPLOYMENT -> Attribute.K8S_DEPLOYMENT_NAME;
            case REPLICA_SET -> Attribute.K8S_REPLICASET_NAME;
            case STATEFUL_SET -> Attribute.K8S_STATEFULSET_NAME;
            case DAEMON_SET -> Attribute.K8S_DAEMONSET_NAME;
            case JOB -> Attribute.K8S_JOB_NAME;
            case CRON_JOB -> Attribute.K8S_CRONJOB_NAME;
            case STATIC_POD, POD, OTHER -> "";
        };
    }

    /** Empty for a container that has not even a name. */
    static Optional<Container> of(RuntimeFacts facts) {
        Map<String, String> attributes = described(facts);
        put(attributes, Attribute.CONTAINER_NAME, facts.name());
        return swarm(facts, attributes)
                .or(() -> nomad(facts, attributes))
                .or(() -> compose(facts, attributes))
                .or(() -> facts.name().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Container(Origin.CONTAINER, facts.name(), "", false, attributes)));
    }

    /** Docker puts the stack in front of the names of its services. */
    private static Optional<Container> swarm(RuntimeFacts facts, Map<String, String> attributes) {
        String stack = facts.label("com.docker.stack.namespace");
        String service = facts.label("com.docker.swarm.service.name");
        String bare =
                !stack.isEmpty() && service.startsWith(stack + "_") ? service.substring(stack.length() + 1) : service;
        return named(Origin.SWARM, bare, stack, attributes);
    }

    /** A job's group or task that is called like what it is in says nothing more. */
    private static Optional<Container> nomad(RuntimeFacts facts, Map<String, String> attributes) {
        String job = nomad(facts, "job_name", "JOB_NAME");
        String service = Stream.of(
                        job, nomad(facts, "task_group_name", "GROUP_NAME"), nomad(facts, "task_name", "TASK_NAME"))
                .filter(part -> !part.isEmpty())
                .distinct()
                .collect(Collectors.joining("-"));
        return named(Origin.NOMAD, job.isEmpty() ? "" : service, nomad(facts, "namespace", "NAMESPACE"), attributes);
    }

    private static String nomad(RuntimeFacts facts, String label, String variable) {
        String labelled = facts.label("com.hashicorp.nomad." + label);
        return labelled.isEmpty() ? facts.label("NOMAD_" + variable) : labelled;
    }

    private static Optional<Container> compose(RuntimeFacts facts, Map<String, String> attributes) {
        String service = facts.label("com.docker.compose.service");
        String project = facts.label("com.docker.compose.project");
        return named(
                Origin.COMPOSE,
                service,
                project.isEmpty() ? facts.label("io.podman.compose.project") : project,
                attributes);
    }

    private static Optional<Container> named(
            Origin origin, String service, String namespace, Map<String, String> attributes) {
        return service.isEmpty()
                ? Optional.empty()
                : Optional.of(new Container(origin, service, namespace, false, attributes));
    }

    private static Map<String, String> described(RuntimeFacts facts) {
        Map<String, String> attributes = new TreeMap<>();
        put(attributes, Attribute.CONTAINER_IMAGE_NAME, facts.image());
        return attributes;
    }

    private static void put(Map<String, String> attributes, String key, String value) {
        if (!key.isEmpty() && !value.isEmpty()) {
            attributes.put(key, value);
        }
    }
}
