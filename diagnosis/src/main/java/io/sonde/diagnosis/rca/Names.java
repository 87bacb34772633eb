// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for names, so that what is counted millions of times is counted by numbers. */
final class Names<T> {
    private final Map<T, Integer> numbers = new HashMap<>();
    private final List<T> names = new ArrayList<>();

    int number(T name) {
        return numbers.computeIfAbsent(name, first -> {
            names.add(first);
            return names.size() - 1;
        });
    }

    T name(int number) {
        return names.get(number);
    }

    /** Two numbers as one. */
    static long pair(int first, int second) {
        return ((long) first << 32) | (second & 0xFFFFFFFFL);
    }

    static int first(long pair) {
        return (int) (pair >> 32);
    }

    static int second(long pair) {
        return (int) pair;
    }
}
