// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** An edge while its flows are gathered. */
final class EdgeDraft {
    record Key(String source, String target) implements Comparable<Key> {
        private static final int GOLDEN = 0x9E3779B1;

        @Override
        public int compareTo(Key other) {
            int bySource = source.compareTo(other.source);
            return bySource != 0 ? bySource : target.compareTo(other.target);
        }

        @Override
        public int hashCode() {
            return hash(source, target);
        }

        /** Names that count up differ in few digits, whose parts in a sum of two hashes are often the same. */
        static int hash(String source, String target) {
            return source.hashCode() * GOLDEN + target.hashCode();
        }
    }

    private final Key key;
    private final boolean toldByTarget;
    /** Enough to recognise a service's virtual addresses by. */
    private static final int MOST_VIA = 16;

    private final TreeSet<Integer> ports = new TreeSet<>();
    private final TreeSet<String> via = new TreeSet<>();
    private final List<Integer> subjects = new ArrayList<>();
    private final TreeMap<String, List<Integer>> requests = new TreeMap<>();
    private long requestCount;
    private final TrafficSum sum = new TrafficSum();

    private EdgeDraft(Key key, boolean toldByTarget) {
        this.key = key;
        this.toldByTarget = toldByTarget;
    }

    static EdgeDraft toldBySource(Key key) {
        return new EdgeDraft(key, false);
    }

    /** Where nobody watches the source. */
    static EdgeDraft toldByTarget(Key key) {
        return new EdgeDraft(key, true);
    }

    Key key() {
        return key;
    }

    /** The flows that it is made of. */
    List<Integer> subjects() {
        return Collections.unmodifiableList(subjects);
    }

    boolean isToldByTarget() {
        return toldByTarget;
    }

    TrafficSum sum() {
        return sum;
    }

    SortedSet<Integer> ports() {
        return ports;
    }

    /** The {@link Subject.RequestFlow}s on them, by protocol. */
    SortedMap<String, List<Integer>> requests() {
        return requests;
    }

    /** How much there is to say of it: the busiest edges are shown. */
    long importance() {
        return sum.toTraffic().attempts() + requestCount;
    }

    void add(int subject, int port) {
        subjects.add(subject);
        addPort(port);
    }

    void addRequests(String protocol, int subject, long count, int port) {
        requests.computeIfAbsent(protocol, _ -> new ArrayList<>(1)).add(subject);
        requestCount += count;
        addPort(port);
    }

    private void addPort(int port) {
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
        other.requests.forEach((protocol, more) ->
                requests.computeIfAbsent(protocol, _ -> new ArrayList<>()).addAll(more));
        requestCount += other.requestCount;
        sum.add(other.sum);
    }

    Edge toEdge(Cells cells) {
        return new Edge(
                key.source(), key.target(), sum.toTraffic(), List.copyOf(ports), via(), Requests.of(requests, cells));
    }

    private List<String> via() {
        return via.stream().limit(MOST_VIA).toList();
    }
}
