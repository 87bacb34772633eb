// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kubernetes;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Knows the workload of every pod of this node. One thread asks; failures may be counted from others. */
public final class Workloads {
    private static final Logger LOG = System.getLogger(Workloads.class.getName());

    /** A new pod is in the list when its containers start; a hundred new ones at once need one list. */
    private static final long BETWEEN_LISTS_NANOS = Duration.ofSeconds(2).toNanos();
    /** A kubelet that refuses will mostly go on to. */
    private static final long AFTER_FAILURE_NANOS = Duration.ofSeconds(30).toNanos();

    private final @Nullable Kubelet kubelet;
    private final String node;
    private final AtomicLong failures = new AtomicLong();
    private Map<String, Owner> owners = Map.of();
    private long notBeforeNanos = System.nanoTime();
    private String said = "";

    /**
     * @param kubelet empty where names have to do
     * @param node the name that pods of this node's own files end in
     */
    public Workloads(Optional<Kubelet> kubelet, String node) {
        this.kubelet = kubelet.orElse(null);
        this.node = node;
    }

    /** Whether a later question may be answered better. */
    public record Answer(Workload workload, boolean certain) {}

    public Answer of(Pod pod) {
        Owner owner = owners.get(pod.uid());
        if (owner == null && kubelet != null && System.nanoTime() - notBeforeNanos >= 0) {
            refresh(kubelet);
            owner = owners.get(pod.uid());
        }
        return owner != null
                ? new Answer(owner.workload(pod.name(), node), true)
                : new Answer(PodName.workload(pod.name(), node), kubelet == null);
    }

    /** Times that the kubelet was asked in vain. */
    public long failures() {
        return failures.get();
    }

    private void refresh(Kubelet asked) {
        try {
            owners = asked.pods();
            notBeforeNanos = System.nanoTime() + BETWEEN_LISTS_NANOS;
            say("");
        } catch (IOException e) {
            failures.incrementAndGet();
            notBeforeNanos = System.nanoTime() + AFTER_FAILURE_NANOS;
            say("the kubelet at " + asked.address() + " does not tell the owners of pods, so their names have to do: "
                    + e.getMessage());
        }
    }

    /** Each reason once, until it changes. */
    private void say(String reason) {
        if (!reason.isEmpty() && !reason.equals(said)) {
            LOG.log(Level.WARNING, reason);
        }
        said = reason;
    }
}
