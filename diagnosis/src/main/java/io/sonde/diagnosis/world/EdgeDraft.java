// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** An edge while its flows are gathered. */
final class EdgeDraft {
    record Key(String source, String target) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int bySource = source.compareTo(other.source);
            return bySource != 0 ? bySource : target.compareTo(other.target);
        }
    }

    private final Key key;
    /** Enough to recognise a service's virtual addresses by. */
    private static final int MOST_VIA = 16;

    private final TreeSet<Integer> ports = new TreeSet<>();
    private final TreeSet<String> via = new TreeSet<>();
    private final List<Integer> subjects = new ArrayList<>();
    private final TrafficSum sum = new TrafficSum();

    EdgeDraft(Key key) {
        this.key = key;
    }

    Key key() {
        return key;
    }

    /** The flows that it is made of. */
    List<Integer> subjects() {
        return Collections.unmodifiableList(subjects);
    }

    TrafficSum sum() {
        return sum;
    }

    void add(int subject, int port) {
        subjects.add(subject);
        if (port != Endpoint.NO_PORT) {
            ports.add(port);
        }
    }

    void addVia(Endpoint addressed) {
        via.add(addressed.toString());
    }

    void join(EdgeDraft other) {
        subjects.addAll(other.subjects);
        ports.addAll(other.ports);
        via.addAll(other.via);
        sum.add(other.sum);
    }

    Edge toEdge() {
        return new Edge(key.source(), key.target(), sum.toTraffic(), List.copyOf(ports), via());
    }

    private List<String> via() {
        return via.stream().limit(MOST_VIA).toList();
    }
}
