// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.Map;

/** What a stream of values is about, as it came from an agent. */
public record Series(String metric, Map<String, String> resource, Map<String, String> attributes) {
    String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }
}
