// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import java.nio.file.Path;

/**
 * Limits of the kernel side and where its programs lie.
 *
 * @param ringBytes size of the ring, a power of two and a multiple of the page size
 * @param trackedSockets most sockets whose start and owner are remembered in the kernel at a time
 * @param connects most threads inside connect() at one moment
 * @param bpfDirectory folder of the compiled {@code *.bpf.o}
 * @param ignoredPid process whose connections and listeners are never reported: the agent itself; 0 for none. The
 *     kernel counts processes of the host: in a container of its own it must share the host's process namespace.
 * @param capture the bytes of requests
 */
public record KernelConfig(
        int ringBytes, int trackedSockets, int connects, Path bpfDirectory, int ignoredPid, CaptureConfig capture) {
    private static final int PAGE_BYTES = 4096;
    /**
     * Takes 18,700 events. The fullest seen was 300 KB, at 56,000 connections/s on two busy cores.
     */
    private static final int DEFAULT_RING_BYTES = 2 << 20;

    private static final int DEFAULT_TRACKED_SOCKETS = 65_536;

    /** A connect that waits for its peer is no longer among them: only those that fail or succeed at once. */
    private static final int DEFAULT_CONNECTS = 4096;

    public KernelConfig(int ringBytes, int trackedSockets, Path bpfDirectory, int ignoredPid) {
        this(ringBytes, trackedSockets, DEFAULT_CONNECTS, bpfDirectory, ignoredPid, CaptureConfig.OFF);
    }

    public KernelConfig(int ringBytes, int trackedSockets, int connects, Path bpfDirectory, int ignoredPid) {
        this(ringBytes, trackedSockets, connects, bpfDirectory, ignoredPid, CaptureConfig.OFF);
    }

    /** The same, with the bytes of requests. */
    public KernelConfig with(CaptureConfig requests) {
        return new KernelConfig(ringBytes, trackedSockets, connects, bpfDirectory, ignoredPid, requests);
    }

    public KernelConfig {
        if (ringBytes < PAGE_BYTES || Integer.bitCount(ringBytes) != 1) {
            throw new IllegalArgumentException(
                    "ring size must be a power of two of at least " + PAGE_BYTES + " bytes, not " + ringBytes);
        }
        if (trackedSockets < 1) {
            throw new IllegalArgumentException("tracked sockets must be at least 1, not " + trackedSockets);
        }
    }

    public static KernelConfig defaults(Path bpfDirectory) {
        int self = Math.toIntExact(ProcessHandle.current().pid());
        return new KernelConfig(DEFAULT_RING_BYTES, DEFAULT_TRACKED_SOCKETS, bpfDirectory, self);
    }
}
