// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.Map;

/**
 * What a stream of values is about, as it came from an agent. No record: each of its values looks for it in a table, and the hash
 * over all its texts is kept.
 */
public final class Series {
    private final String metric;
    private final Map<String, String> resource;
    private final Map<String, String> attributes;
    private final int hash;

    public Series(String metric, Map<String, String> resource, Map<String, String> attributes) {
        this.metric = metric;
        this.resource = resource;
        this.attributes = attributes;
        hash = (metric.hashCode() * 31 + resource.hashCode()) * 31 + attributes.hashCode();
    }

    public String metric() {
        return metric;
    }

    public Map<String, String> resource() {
        return resource;
    }

    public Map<String, String> attributes() {
        return attributes;
    }

    String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || (other instanceof Series that
                        && hash == that.hash
                        && metric.equals(that.metric)
                        && attributes.equals(that.attributes)
                        && resource.equals(that.resource));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return metric + resource + attributes;
    }
}
