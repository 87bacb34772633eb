// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

/**
 * The change that did it, or what else did.
 *
 * @param commit empty if no change did it
 * @param reason what the change takes away, or what happened instead
 */
public record Culprit(String commit, double confidence, String reason, FaultKind kind, Remedy remedy) {
    /** What to do right now. */
    public enum Remedy {
        ROLL_BACK,
        ROLL_FORWARD,
        REVERT_CONFIGURATION,
        SCALE,
        MOVE,
        PURGE_INPUT,
        RENEW_CERTIFICATE,
        ASK_PROVIDER,
        FIX_NETWORK
    }

    public boolean isChange() {
        return !commit.isEmpty();
    }
}
