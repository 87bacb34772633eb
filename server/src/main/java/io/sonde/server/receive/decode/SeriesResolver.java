// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.MetricKind;
import io.sonde.server.store.Series;
import io.sonde.server.store.block.Utf8;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows where in the request resource, scope and metric stand, and finds the series of each point. */
final class SeriesResolver {
    private static final int RESOURCE_ATTRIBUTES = WireReader.tag(1, WireReader.BYTES);

    private final WireReader in;
    private final Remembered known;

    private int resourceFrom;
    private int resourceTo;
    private long resourceHash;
    private @Nullable Map<String, String> resource;
    private String scope = "";
    private long scopeHash;
    private @Nullable Range metric;
    private @Nullable Range unit;
    private MetricKind kind = MetricKind.GAUGE;
    private long metricHash;

    SeriesResolver(WireReader in, Remembered known) {
        this.in = in;
        this.known = known;
    }

    /** A resource begins; its message stands between the two positions. */
    void resource(int from, int to) throws MalformedException {
        resourceFrom = from;
        resourceTo = to;
        resource = null;
        resourceHash = 0;
        int position = in.position();
        int end = in.end();
        in.at(from, to);
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == RESOURCE_ATTRIBUTES) {
                resourceHash += in.hash();
            } else {
                in.skip(tag);
            }
        }
        in.at(position, end);
    }

    void scope(String name, long hash) {
        scope = name;
        scopeHash = hash;
    }

    /** A metric begins. Its texts are read when one of its series is new, and not before. */
    void metric(Range name, Range ofUnit, MetricKind ofKind) {
        metric = name;
        unit = ofUnit;
        kind = ofKind;
        long nameHash = Fingerprint.of(in.bytes(), name.from(), name.to());
        metricHash = Fingerprint.join(Fingerprint.join(resourceHash, scopeHash), nameHash + ofKind.code());
    }

    /** The series of a point, from the sum of its attributes' hashes and from where they stand should it be new. */
    Series of(long attributesHash, int pointFrom, int pointTo, int attributesTag) throws MalformedException {
        long fingerprint = Fingerprint.join(metricHash, attributesHash);
        Series series = known.series().get(fingerprint);
        if (series == null) {
            Map<String, String> attributes =
                    known.texts().shared(AttributeMap.read(in, pointFrom, pointTo, attributesTag, known.texts()));
            series = new Series(
                    fingerprint, text(metric).intern(), kind, text(unit), resourceAttributes(), scope, attributes);
            known.series().put(fingerprint, series);
        }
        return series;
    }

    private String text(@Nullable Range range) {
        return range == null ? "" : Utf8.repaired(in.bytes(), range.from(), range.to());
    }

    private Map<String, String> resourceAttributes() throws MalformedException {
        Map<String, String> attributes = resource;
        if (attributes == null) {
            attributes = known.resources().get(resourceHash);
        }
        if (attributes == null) {
            attributes = AttributeMap.read(in, resourceFrom, resourceTo, RESOURCE_ATTRIBUTES, known.texts());
            known.resources().put(resourceHash, attributes);
        }
        resource = attributes;
        return attributes;
    }
}
