// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kubernetes;

/**
 * What pods are made from: the same on every node and after every restart.
 *
 * @param name without what a controller appends for its pods
 */
public record Workload(Kind kind, String name) {
    /** {@code OTHER}: a controller that Kubernetes does not come with. */
    public enum Kind {
        DEPLOYMENT,
        REPLICA_SET,
        STATEFUL_SET,
        DAEMON_SET,
        JOB,
        CRON_JOB,
        STATIC_POD,
        POD,
        OTHER
    }
}
