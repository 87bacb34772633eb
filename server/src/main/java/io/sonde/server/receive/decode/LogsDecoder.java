// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.ColumnBatch;

/** Reads requests with logs. */
public final class LogsDecoder {
    /** A guess for the capacity. */
    private static final int BYTES_PER_ITEM = 250;

    private LogsDecoder() {}

    /** Reads an ExportLogsServiceRequest. */
    public static Decoded<ColumnBatch> decode(byte[] request, TimeWindow window) throws MalformedException {
        LogColumns columns = new LogColumns(request.length / BYTES_PER_ITEM);
        Rejections rejections = new Rejections();
        new ItemWalk(new WireReader(request), new LogReader(columns, window, rejections)).request();
        return new Decoded<>(columns.batch(), rejections);
    }
}
