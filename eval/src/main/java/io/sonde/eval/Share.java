// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import java.util.List;
import java.util.function.Predicate;

/** The share of some answers for which something holds. */
final class Share {
    private Share() {}

    /** NaN if there are none. */
    static double of(List<Judged> all, Predicate<Judged> of, Predicate<Judged> holds) {
        return all.stream()
                .filter(of)
                .mapToDouble(one -> holds.test(one) ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    static boolean isBroken(Judged one) {
        return one.question().truth() != null;
    }
}
