// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A fault of the demo and where it must show, in names without the shop's prefix: edges as {@code source -> target}, else
 * services.
 *
 * @param symptoms what must be said of whom: a piece of a sentence
 * @param alsoAt who may be said to be unwell besides, because he is
 * @param needsPast whether it shows only against what was usual
 * @param cause who is named first when somebody asks for the cause, and the kind of fault
 */
record Fault(String name, Map<String, String> symptoms, Set<String> alsoAt, boolean needsPast, String cause) {
    static Fault named(String name) {
        return new Fault(name, Map.of(), Set.of(), false, "");
    }

    Fault at(String where, String sentence) {
        Map<String, String> all = new LinkedHashMap<>(symptoms);
        all.put(where, sentence);
        return new Fault(name, all, alsoAt, needsPast, cause);
    }

    Fault perhapsAt(String... places) {
        Set<String> all = new TreeSet<>(alsoAt);
        all.addAll(Set.of(places));
        return new Fault(name, symptoms, all, needsPast, cause);
    }

    Fault againstPast() {
        return new Fault(name, symptoms, alsoAt, true, cause);
    }

    /** @param who a service, or {@code source -> target} for the network between them */
    Fault causedBy(String who, String kind) {
        return new Fault(name, symptoms, alsoAt, needsPast, who + ": " + kind);
    }

    boolean explains(String where) {
        return symptoms.containsKey(where) || alsoAt.contains(where);
    }

    @Override
    public String toString() {
        return name;
    }
}
