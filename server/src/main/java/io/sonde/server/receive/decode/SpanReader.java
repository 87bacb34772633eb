// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.receive.decode.ItemWalk.ItemReader;
import io.sonde.server.receive.decode.Rejections.Reason;
import org.jspecify.annotations.Nullable;

/** Reads spans into their columns. */
final class SpanReader implements ItemReader {
    private static final int TRACE_ID = WireReader.tag(1, WireReader.BYTES);
    private static final int SPAN_ID = WireReader.tag(2, WireReader.BYTES);
    private static final int TRACE_STATE = WireReader.tag(3, WireReader.BYTES);
    private static final int PARENT_SPAN_ID = WireReader.tag(4, WireReader.BYTES);
    private static final int NAME = WireReader.tag(5, WireReader.BYTES);
    private static final int KIND = WireReader.tag(6, WireReader.VARINT);
    private static final int START = WireReader.tag(7, WireReader.FIXED64);
    private static final int END = WireReader.tag(8, WireReader.FIXED64);
    private static final int ATTRIBUTES = WireReader.tag(9, WireReader.BYTES);
    private static final int STATUS = WireReader.tag(15, WireReader.BYTES);

    private static final int STATUS_MESSAGE = WireReader.tag(2, WireReader.BYTES);
    private static final int STATUS_CODE = WireReader.tag(3, WireReader.VARINT);

    /** By their numbers in the protocol. */
    private static final String[] KINDS = {"Unspecified", "Internal", "Server", "Client", "Producer", "Consumer"};

    private static final String[] STATUS_CODES = {"Unset", "Ok", "Error"};

    private final SpanColumns columns;
    private final TimeWindow window;
    private final Rejections rejections;
    private final SpanChildren children;
    private final AttributeColumn attributes = new AttributeColumn();
    private final HexId ids = new HexId();

    private long start;
    private long end;
    private long kind;
    private long statusCode;
    private final Range traceId = new Range();
    private final Range spanId = new Range();
    private final Range parentSpanId = new Range();
    private final Range traceState = new Range();
    private final Range name = new Range();
    private final Range status = new Range();
    private final Range statusMessage = new Range();

    SpanReader(SpanColumns columns, TimeWindow window, Rejections rejections) {
        this.columns = columns;
        this.window = window;
        this.rejections = rejections;
        this.children = new SpanChildren(columns);
    }

    @Override
    public void read(WireReader in, Origin origin) throws MalformedException {
        int from = in.position();
        int to = in.end();
        clear();
        while (in.hasMore()) {
            readField(in);
        }
        Reason refusal = refusal(in);
        if (refusal != null) {
            rejections.add(refusal);
            return;
        }
        readStatus(in);
        addOwn(in);
        attributes.addRow(in, from, to, ATTRIBUTES, columns.attributes);
        children.add(in, from, to);
        origin.addService(columns.service);
        origin.addResource(columns.resource);
        origin.addScopeName(columns.scopeName);
        origin.addScopeVersion(columns.scopeVersion);
    }

    private void clear() {
        start = 0;
        end = 0;
        kind = 0;
        statusCode = 0;
        traceId.clear();
        spanId.clear();
        parentSpanId.clear();
        traceState.clear();
        name.clear();
        status.clear();
        statusMessage.clear();
    }

    private void readField(WireReader in) throws MalformedException {
        int tag = in.tag();
        if (tag == TRACE_ID) {
            traceId.take(in);
        } else if (tag == SPAN_ID) {
            spanId.take(in);
        } else if (tag == PARENT_SPAN_ID) {
            parentSpanId.take(in);
        } else if (tag == TRACE_STATE) {
            traceState.take(in);
        } else if (tag == NAME) {
            name.take(in);
        } else if (tag == KIND) {
            kind = in.varint();
        } else if (tag == START) {
            start = window.corrected(in.fixed64());
        } else if (tag == END) {
            end = window.corrected(in.fixed64());
        } else if (tag == STATUS) {
            status.take(in);
        } else {
            in.skip(tag);
        }
    }

    private void readStatus(WireReader in) throws MalformedException {
        in.at(status.from(), status.to());
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == STATUS_CODE) {
                statusCode = in.varint();
            } else if (tag == STATUS_MESSAGE) {
                statusMessage.take(in);
            } else {
                in.skip(tag);
            }
        }
    }

    private @Nullable Reason refusal(WireReader in) {
        boolean known = HexId.isId(traceId, in, HexId.TRACE_BYTES)
                && HexId.isId(spanId, in, HexId.SPAN_BYTES)
                && HexId.isIdOrNone(parentSpanId, in, HexId.SPAN_BYTES);
        return known ? window.refuses(start) : Reason.BAD_ID;
    }

    private void addOwn(WireReader in) {
        columns.timestamp.values().add(start);
        // Clocks that were set back between start and end must not give a duration of centuries.
        columns.duration.values().add(Math.max(0, end - start));
        ids.add(traceId, in, columns.traceId);
        ids.add(spanId, in, columns.spanId);
        ids.add(parentSpanId, in, columns.parentSpanId);
        traceState.addTo(columns.traceState, in);
        name.addTo(columns.name, in);
        columns.kind.add(word(KINDS, kind));
        columns.statusCode.add(word(STATUS_CODES, statusCode));
        statusMessage.addTo(columns.statusMessage, in);
    }

    /** A number that a newer protocol has brought counts as unspecified. */
    private static String word(String[] words, long number) {
        return words[number < 0 || number >= words.length ? 0 : (int) number];
    }
}
