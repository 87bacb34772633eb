// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.Comparator;

/** That one service calls another. */
public record Call(String caller, String callee) implements Comparable<Call> {
    private static final Comparator<Call> BY_NAME =
            Comparator.comparing(Call::caller).thenComparing(Call::callee);

    @Override
    public int compareTo(Call other) {
        return BY_NAME.compare(this, other);
    }
}
