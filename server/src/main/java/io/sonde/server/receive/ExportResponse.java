// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.sonde.server.receive.decode.Rejections;
import io.sonde.server.store.block.Bytes;
import java.util.Arrays;

/** The answer to a request that was taken: the same bytes for all three signals, whose messages differ in names only. */
final class ExportResponse {
    private static final int PARTIAL_SUCCESS = 1 << 3 | 2;
    private static final int REJECTED = 1 << 3;
    private static final int ERROR_MESSAGE = 2 << 3 | 2;

    private static final byte[] FULL_SUCCESS = {};

    private ExportResponse() {}

    static byte[] of(Rejections rejections) {
        if (rejections.total() == 0) {
            return FULL_SUCCESS;
        }
        Bytes partial = new Bytes(64);
        partial.putVarint(REJECTED);
        partial.putVarint(rejections.total());
        partial.putVarint(ERROR_MESSAGE);
        partial.putString(rejections.message());
        Bytes response = new Bytes(64);
        response.putVarint(PARTIAL_SUCCESS);
        response.putVarint(partial.size());
        response.put(partial);
        return Arrays.copyOf(response.array(), response.size());
    }
}
