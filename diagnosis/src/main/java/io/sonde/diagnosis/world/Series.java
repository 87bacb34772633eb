// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.Catalog.Place;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stream of values is about, as it came from an agent. No record: the hash over all its texts is kept, and so is where its
 * values go, since looking for that in a table of hundreds of thousands, value by value, was the largest part of taking them in.
 * One thread at a time puts its values anywhere.
 */
public final class Series {
    private final String metric;
    private final Map<String, String> resource;
    private final Map<String, String> attributes;
    private final int hash;
    private @Nullable Catalog catalog;
    private @Nullable Place place;

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

    /** Where it stands in a catalog; null where another was the last that was asked. */
    @Nullable
    Place placeIn(Catalog asked) {
        return catalog == asked ? place : null;
    }

    void stands(Catalog in, Place at) {
        catalog = in;
        place = at;
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
