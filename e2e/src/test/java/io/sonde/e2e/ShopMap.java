// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** What a map says of the shop, in names without its prefix; other programs of this machine are left out. */
record ShopMap(Set<String> edges, Map<String, String> unwell) {
    private static final String OURS = Shop.PREFIX + "-";
    private static final String EXTERNAL = "external:";

    static ShopMap of(JsonNode map) {
        Set<String> edges = new TreeSet<>();
        Map<String, String> unwell = new TreeMap<>();
        for (JsonNode edge : map.path("edges")) {
            String source = edge.path("source").asText();
            String target = edge.path("target").asText();
            if (source.startsWith(OURS) || target.startsWith(OURS)) {
                String name = name(source) + " -> " + name(target);
                edges.add(name);
                note(unwell, name, edge);
                if (target.startsWith(EXTERNAL)) {
                    note(unwell, name(target), service(map, target));
                }
            }
        }
        for (JsonNode service : map.path("services")) {
            if (service.path("id").asText().startsWith(OURS)) {
                note(unwell, name(service.path("id").asText()), service);
            }
        }
        return new ShopMap(edges, unwell);
    }

    private static JsonNode service(JsonNode map, String id) {
        return StreamSupport.stream(map.path("services").spliterator(), false)
                .filter(service -> service.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void note(Map<String, String> unwell, String name, JsonNode judged) {
        if (!judged.path("status").asText().equals("ok")) {
            unwell.put(name, judged.path("status").asText() + ": " + judged.path("reasons"));
        }
    }

    /** The address of the shop's network is another one each time. */
    private static String name(String id) {
        return id.startsWith(OURS) ? id.substring(OURS.length()) : id.replaceAll("10\\.88\\.\\d+\\.", "shop.");
    }
}
