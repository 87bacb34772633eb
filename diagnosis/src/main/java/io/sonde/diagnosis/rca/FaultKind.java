// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

/** What is wrong with a service, as far as the signals can tell. */
public enum FaultKind {
    CPU,
    MEMORY,
    DISK,
    /** It is busy collecting garbage, though its heap is not full. */
    GC,
    /** Its work waits for locks. */
    LOCK,
    /** The machine it runs on. */
    NODE,
    /** It cannot look names up, or only slowly. */
    NAMES,
    /** It is asked far more than before. */
    SURGE,
    NETWORK,
    /** It answers late, and nothing says why. */
    LATENCY,
    /** It answers with errors, and nothing says why. */
    ERRORS,
    /** It does something else than before: calls, results, log lines. */
    CODE,
    OVERLOAD,
    NOISY_NEIGHBOUR,
    CERTIFICATE,
    EXTERNAL,
    INPUT,
    NAME_SERVICE,
    QUOTA,
    /** It takes no connections, although it runs. */
    UNAVAILABLE,
    /** Its processes ended, and not by themselves. */
    CRASH,
    /** It breaks connections off before it has answered. */
    CLOSES_EARLY,
    /** It holds all connections of a pool and gives none back. */
    POOL,
    /** It runs something new. */
    DEPLOYMENT,
    /** It looks for others where they are not. */
    CONFIGURATION
}
