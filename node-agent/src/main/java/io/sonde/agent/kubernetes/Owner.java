// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kubernetes;

import io.sonde.agent.kubernetes.Workload.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The controller of a pod.
 *
 * @param kind as Kubernetes spells it; empty for a pod that nobody controls
 * @param templateHash label of the pod that a deployment appends to its replica sets' names; empty without
 */
record Owner(String kind, String name, String templateHash) {
    private static final Pattern OF_CRON_JOB = Pattern.compile("(.+)-\\d{8}");

    Workload workload(String pod, String node) {
        return switch (kind) {
            case "" -> new Workload(Kind.POD, pod);
            case "ReplicaSet" -> replicaSet();
            case "StatefulSet" -> new Workload(Kind.STATEFUL_SET, name);
            case "DaemonSet" -> new Workload(Kind.DAEMON_SET, name);
            case "Job" -> job();
            case "Node" ->
                new Workload(
                        Kind.STATIC_POD,
                        pod.endsWith("-" + name)
                                ? pod.substring(0, pod.length() - name.length() - 1)
                                : PodName.workload(pod, node).name());
            default -> new Workload(Kind.OTHER, name);
        };
    }

    private Workload replicaSet() {
        boolean deployed = !templateHash.isEmpty() && name.endsWith("-" + templateHash);
        return deployed
                ? new Workload(Kind.DEPLOYMENT, name.substring(0, name.length() - templateHash.length() - 1))
                : new Workload(Kind.REPLICA_SET, name);
    }

    private Workload job() {
        Matcher cron = OF_CRON_JOB.matcher(name);
        return cron.matches() ? new Workload(Kind.CRON_JOB, cron.group(1)) : new Workload(Kind.JOB, name);
    }
}
