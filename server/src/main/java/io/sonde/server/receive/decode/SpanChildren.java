// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.receive.decode.SpanColumns.Events;
import io.sonde.server.receive.decode.SpanColumns.Links;

/** Reads the events and links of spans. */
final class SpanChildren {
    private static final int EVENT = WireReader.tag(11, WireReader.BYTES);
    private static final int LINK = WireReader.tag(13, WireReader.BYTES);

    private static final int EVENT_TIME = WireReader.tag(1, WireReader.FIXED64);
    private static final int EVENT_NAME = WireReader.tag(2, WireReader.BYTES);
    private static final int EVENT_ATTRIBUTES = WireReader.tag(3, WireReader.BYTES);

    private static final int LINK_TRACE_ID = WireReader.tag(1, WireReader.BYTES);
    private static final int LINK_SPAN_ID = WireReader.tag(2, WireReader.BYTES);
    private static final int LINK_TRACE_STATE = WireReader.tag(3, WireReader.BYTES);
    private static final int LINK_ATTRIBUTES = WireReader.tag(4, WireReader.BYTES);

    private final Events events;
    private final Links links;
    private final AttributeColumn attributes = new AttributeColumn();
    private final HexId ids = new HexId();
    private final Range first = new Range();
    private final Range second = new Range();
    private final Range third = new Range();

    SpanChildren(SpanColumns columns) {
        this.events = columns.events;
        this.links = columns.links;
    }

    /** Reads those of the span between two positions, and ends its row. */
    void add(WireReader in, int from, int to) throws MalformedException {
        in.at(from, to);
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == EVENT) {
                int outerEnd = in.enter();
                addEvent(in);
                in.leave(outerEnd);
            } else if (tag == LINK) {
                int outerEnd = in.enter();
                addLink(in);
                in.leave(outerEnd);
            } else {
                in.skip(tag);
            }
        }
        events.endRow();
        links.endRow();
    }

    private void addEvent(WireReader in) throws MalformedException {
        int from = in.position();
        long time = 0;
        first.clear();
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == EVENT_TIME) {
                time = in.fixed64();
            } else if (tag == EVENT_NAME) {
                first.take(in);
            } else {
                in.skip(tag);
            }
        }
        events.timestamp.values().add(time);
        first.addTo(events.name, in);
        attributes.addRow(in, from, in.end(), EVENT_ATTRIBUTES, events.attributes);
    }

    private void addLink(WireReader in) throws MalformedException {
        int from = in.position();
        first.clear();
        second.clear();
        third.clear();
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == LINK_TRACE_ID) {
                first.take(in);
            } else if (tag == LINK_SPAN_ID) {
                second.take(in);
            } else if (tag == LINK_TRACE_STATE) {
                third.take(in);
            } else {
                in.skip(tag);
            }
        }
        ids.add(first, in, links.traceId);
        ids.add(second, in, links.spanId);
        third.addTo(links.traceState, in);
        attributes.addRow(in, from, in.end(), LINK_ATTRIBUTES, links.attributes);
    }
}
