// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

/** What is wrong with a service, as far as the signals can tell. */
public enum FaultKind {
    CPU,
    MEMORY,
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
    QUOTA
}
