// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval.protocols;

import io.sonde.eval.protocols.CaptureFile.Frame;
import io.sonde.eval.protocols.Segment.End;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One connection, or one pair of UDP ends, of a capture: who sent which bytes after whom. */
final class Flow {
    /** A jump that is larger is another connection, or nonsense. */
    private static final int LARGEST_HOLE = 1 << 20;

    /** Bytes of one packet. Nobody compares them. */
    @SuppressWarnings("ArrayRecordComponent")
    record Step(boolean byClient, byte[] bytes) {}

    private final End client;
    private final End server;
    private final boolean tcp;
    private final List<Step> steps = new ArrayList<>();
    private final Map<End, Integer> next = new LinkedHashMap<>();
    private long missing;

    private Flow(End client, End server, boolean tcp) {
        this.client = client;
        this.server = server;
        this.tcp = tcp;
    }

    static List<Flow> of(List<Frame> frames) {
        Map<Set<End>, Flow> open = new LinkedHashMap<>();
        List<Flow> all = new ArrayList<>();
        for (Frame frame : frames) {
            Segment.of(frame).ifPresent(segment -> {
                Set<End> ends = Set.copyOf(List.of(segment.from(), segment.to()));
                Flow flow = open.get(ends);
                boolean begins = segment.has(Segment.SYN) && !segment.has(Segment.ACK);
                if (flow == null || (begins && !flow.steps.isEmpty())) {
                    flow = begin(segment);
                    open.put(ends, flow);
                    all.add(flow);
                }
                flow.add(segment);
            });
        }
        all.removeIf(flow -> flow.steps.isEmpty());
        return all;
    }

    /** Where the beginning was not captured, servers have the lower port. */
    private static Flow begin(Segment first) {
        boolean fromServer = first.has(Segment.SYN)
                ? first.has(Segment.ACK)
                : first.from().port() < first.to().port();
        return fromServer
                ? new Flow(first.to(), first.from(), first.tcp())
                : new Flow(first.from(), first.to(), first.tcp());
    }

    private void add(Segment segment) {
        if (!tcp) {
            step(segment, 0, segment.length());
            return;
        }
        int begin = segment.sequence() + (segment.has(Segment.SYN) ? 1 : 0);
        int expected = next.computeIfAbsent(segment.from(), _ -> begin);
        int hole = begin - expected;
        if (hole > LARGEST_HOLE || segment.length() + hole <= 0) {
            return; // was sent before, or carries nothing
        }
        next.put(segment.from(), begin + segment.length());
        step(segment, hole, segment.length() + hole);
    }

    /** @param hole bytes before the packet that were not captured; negative: so many of it were sent before */
    private void step(Segment segment, int hole, int length) {
        byte[] bytes = new byte[length];
        int skip = Math.max(0, -hole);
        int at = Math.max(0, hole);
        int here = Math.max(0, segment.payload().remaining() - skip);
        segment.payload().get(Math.min(skip, segment.payload().limit()), bytes, at, here);
        missing += length - here;
        steps.add(new Step(segment.from().equals(client), bytes));
    }

    boolean tcp() {
        return tcp;
    }

    int serverPort() {
        return server.port();
    }

    List<Step> steps() {
        return steps;
    }

    /** Bytes that were sent but are not in the capture; zeros stand for them. */
    long missing() {
        return missing;
    }
}
