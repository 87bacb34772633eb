// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.List;

/**
 * What a service has more than usual.
 *
 * @param amount seconds spent or requests failed, per step of time
 * @param sigmas the same against how much it moves by itself
 * @param fresh whether it was not called before: then nothing can be said of it, and it explains nothing
 */
record Excess(double amount, double sigmas, boolean fresh) {
    static final Excess NONE = new Excess(0, 0, true);

    static Excess mean(List<Excess> steps) {
        return new Excess(
                steps.stream().mapToDouble(Excess::amount).average().orElse(0),
                steps.stream().mapToDouble(Excess::sigmas).average().orElse(0),
                steps.stream().allMatch(Excess::fresh));
    }
}
