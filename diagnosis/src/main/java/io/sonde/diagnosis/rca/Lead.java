// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * When a suspect began, and how that lies to the others: what is caused is not earlier than its cause.
 *
 * @param score 1 if it began before all from whom it is plainly apart, -1 if after all of them; 0 where that cannot be told
 * @param others from whom it is plainly apart, on the side that the score says
 * @param hurt by how much users were hurt later, or earlier; null where that is not plain
 */
public record Lead(
        Began began,
        double score,
        List<Other> others,
        @Nullable Duration hurt) {
    private static final int MOST_NAMED = 3;

    /** @param apart from when one began to when the other did, never negative */
    public record Other(String service, Duration apart) {}

    public boolean isPlain() {
        return score != 0;
    }

    /** @param names what to call a service of which the id is known */
    public String sentence(UnaryOperator<String> names) {
        String side = score > 0 ? " before " : " after ";
        List<String> parts = new ArrayList<>();
        others.stream()
                .limit(MOST_NAMED)
                .forEach(other -> parts.add(seconds(other.apart) + side + names.apply(other.service)));
        if (hurt != null) {
            parts.add(seconds(hurt) + side + "users were hurt");
        }
        return "began %s (give or take %s)".formatted(String.join(", ", parts), seconds(began.tolerance()));
    }

    private static String seconds(Duration duration) {
        return Told.seconds(duration.toMillis() / 1e3);
    }
}
