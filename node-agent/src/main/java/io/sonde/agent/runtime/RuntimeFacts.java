// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.runtime;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a runtime says of a container.
 *
 * @param name as people call it; empty where the runtime has none
 * @param image empty where unknown
 * @param labels labels, annotations and scheduler's variables that say what it belongs to, and nothing else
 */
public record RuntimeFacts(String name, String image, Map<String, String> labels) {
    public static final RuntimeFacts NOTHING = new RuntimeFacts("", "", Map.of());

    public RuntimeFacts {
        labels = Map.copyOf(labels);
    }

    public String label(String key) {
        return labels.getOrDefault(key, "");
    }

    /** Takes from the other what is missing here. */
    RuntimeFacts or(RuntimeFacts other) {
        Map<String, String> all = new TreeMap<>(other.labels);
        all.putAll(labels);
        return new RuntimeFacts(name.isEmpty() ? other.name : name, image.isEmpty() ? other.image : image, all);
    }
}
