// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.receive.decode.ItemWalk.ItemReader;
import io.sonde.server.receive.decode.Rejections.Reason;
import io.sonde.server.store.block.Bytes;
import org.jspecify.annotations.Nullable;

/** Reads log records into their columns. */
final class LogReader implements ItemReader {
    private static final int TIME = WireReader.tag(1, WireReader.FIXED64);
    private static final int SEVERITY_NUMBER = WireReader.tag(2, WireReader.VARINT);
    private static final int SEVERITY_TEXT = WireReader.tag(3, WireReader.BYTES);
    private static final int BODY = WireReader.tag(5, WireReader.BYTES);
    private static final int ATTRIBUTES = WireReader.tag(6, WireReader.BYTES);
    private static final int FLAGS = WireReader.tag(8, WireReader.FIXED32);
    private static final int TRACE_ID = WireReader.tag(9, WireReader.BYTES);
    private static final int SPAN_ID = WireReader.tag(10, WireReader.BYTES);
    private static final int OBSERVED_TIME = WireReader.tag(11, WireReader.FIXED64);
    private static final int EVENT_NAME = WireReader.tag(12, WireReader.BYTES);

    private final LogColumns columns;
    private final TimeWindow window;
    private final Rejections rejections;
    private final AttributeColumn attributes = new AttributeColumn();
    private final HexId ids = new HexId();
    private final Bytes text = new Bytes(1024);

    private long time;
    private long observedTime;
    private long severityNumber;
    private int flags;
    private final Range severityText = new Range();
    private final Range body = new Range();
    private final Range traceId = new Range();
    private final Range spanId = new Range();
    private final Range eventName = new Range();

    LogReader(LogColumns columns, TimeWindow window, Rejections rejections) {
        this.columns = columns;
        this.window = window;
        this.rejections = rejections;
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
        addOwn(in, from, to);
        origin.addService(columns.service);
        origin.addResource(columns.resource);
        origin.addScope(columns.scope);
        origin.addScopeName(columns.scopeName);
        origin.addScopeVersion(columns.scopeVersion);
        origin.addSchemas(columns.resourceSchema, columns.scopeSchema);
    }

    private void clear() {
        time = 0;
        observedTime = 0;
        severityNumber = 0;
        flags = 0;
        severityText.clear();
        body.clear();
        traceId.clear();
        spanId.clear();
        eventName.clear();
    }

    private void readField(WireReader in) throws MalformedException {
        int tag = in.tag();
        if (tag == TIME) {
            time = in.fixed64();
        } else if (tag == OBSERVED_TIME) {
            observedTime = in.fixed64();
        } else if (tag == SEVERITY_NUMBER) {
            severityNumber = in.varint();
        } else if (tag == SEVERITY_TEXT) {
            severityText.take(in);
        } else if (tag == BODY) {
            body.take(in);
        } else if (tag == FLAGS) {
            flags = in.fixed32();
        } else if (tag == TRACE_ID) {
            traceId.take(in);
        } else if (tag == SPAN_ID) {
            spanId.take(in);
        } else if (tag == EVENT_NAME) {
            eventName.take(in);
        } else {
            in.skip(tag);
        }
    }

    private @Nullable Reason refusal(WireReader in) {
        if (!HexId.isIdOrNone(traceId, in, HexId.TRACE_BYTES) || !HexId.isIdOrNone(spanId, in, HexId.SPAN_BYTES)) {
            return Reason.BAD_ID;
        }
        return window.refuses(timestamp());
    }

    /** When it happened, else when it was seen, else when it came here. */
    private long timestamp() {
        if (time != 0) {
            return time;
        }
        return observedTime != 0 ? observedTime : window.nowNanos();
    }

    private void addOwn(WireReader in, int from, int to) throws MalformedException {
        columns.timestamp.values().add(timestamp());
        columns.severityNumber.values().putByte((int) severityNumber);
        columns.traceFlags.values().putByte(flags);
        severityText.addTo(columns.severityText, in);
        eventName.addTo(columns.eventName, in);
        ids.add(traceId, in, columns.traceId);
        ids.add(spanId, in, columns.spanId);
        attributes.addRow(in, from, to, ATTRIBUTES, columns.attributes);
        text.clear();
        in.at(body.from(), body.to());
        AnyValueText.append(in, text);
        columns.body.add(text);
    }
}
