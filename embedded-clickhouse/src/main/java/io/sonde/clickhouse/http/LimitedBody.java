// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.http;

import io.sonde.clickhouse.chdb.EngineException;
import io.sonde.clickhouse.chdb.ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body up to a limit; more is an error, so that a runaway client cannot fill the disk. */
final class LimitedBody extends FilterInputStream {
    private final long limit;
    private long count;

    /** @param announced length as the client says, negative when it does not: better to refuse than to break off */
    LimitedBody(InputStream body, long announced, long limit) {
        super(body);
        check(announced, limit);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) {
        count += read;
        check(count, limit);
    }

    private static void check(long bytes, long limit) {
        if (bytes > limit) {
            throw new EngineException(
                    ErrorCode.TOO_MANY_BYTES, "The request is larger than " + limit + " bytes (--max-request-bytes)");
        }
    }
}
