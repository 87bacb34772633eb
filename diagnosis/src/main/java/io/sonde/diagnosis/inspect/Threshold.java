// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

/** From which share on something is wrong. Share and count must both be reached: a share of very few says little. */
enum Threshold {
    /**
     * Connections that were never established. Clients retry, so that one in a hundred is felt as latency only; one in ten
     * means that the target is down for somebody.
     */
    NOT_ESTABLISHED(0.01, 0.10, 3),

    /**
     * Established and then reset by the target. Some programs end every connection like this, so it never says more than a
     * warning, and only when it is frequent.
     */
    RESET(0.05, Double.POSITIVE_INFINITY, 10),

    /** Segments sent again. A healthy network stays below one in a hundred; from one in twenty on throughput collapses. */
    RETRANSMITTED(0.05, Double.POSITIVE_INFINITY, 50);

    private final double warningShare;
    private final double criticalShare;
    private final long leastCount;

    Threshold(double warningShare, double criticalShare, long leastCount) {
        this.warningShare = warningShare;
        this.criticalShare = criticalShare;
        this.leastCount = leastCount;
    }

    Status judge(long count, long of) {
        if (count < leastCount) {
            return Status.OK;
        }
        double share = (double) count / Math.max(of, count);
        if (share >= criticalShare) {
            return Status.CRITICAL;
        }
        return share >= warningShare ? Status.WARNING : Status.OK;
    }
}
