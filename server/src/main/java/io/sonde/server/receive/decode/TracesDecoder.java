// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.ColumnBatch;

/** Reads requests with spans. */
public final class TracesDecoder {
    /** A guess for the capacity. */
    private static final int BYTES_PER_ITEM = 300;

    private TracesDecoder() {}

    /** Reads an ExportTraceServiceRequest. */
    public static Decoded<ColumnBatch> decode(byte[] request, TimeWindow window) throws MalformedException {
        SpanColumns columns = new SpanColumns(request.length / BYTES_PER_ITEM);
        Rejections rejections = new Rejections();
        new ItemWalk(new WireReader(request), new SpanReader(columns, window, rejections)).request();
        return new Decoded<>(columns.batch(), rejections);
    }
}
