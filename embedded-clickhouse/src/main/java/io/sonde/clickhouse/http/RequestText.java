// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.http;

import io.sonde.clickhouse.chdb.EngineException;
import io.sonde.clickhouse.chdb.ErrorCode;
import io.sonde.clickhouse.sql.Query;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The statement of a request, and the rows behind it. A statement may begin in the URL and go on in the body. */
record RequestText(Query query, InputStream rows) {
    /** Within so many bytes the rows of an INSERT must begin. */
    private static final int HEAD_BYTES = 256 << 10;

    /** Longest statement without rows; mind lists in IN (...). */
    private static final int MAX_QUERY_BYTES = 8 << 20;

    static RequestText read(QueryRequest request, InputStream body) throws IOException {
        byte[] url = request.query().getBytes(StandardCharsets.UTF_8);
        Query.@Nullable Insert insert = Query.insertIn(url);
        if (insert != null) {
            return withRows(insert, url, body);
        }
        byte[] head = body.readNBytes(HEAD_BYTES);
        byte[] text = joined(url, head);
        insert = Query.insertIn(text);
        if (insert != null) {
            return withRows(insert, text, body);
        }
        if (head.length == HEAD_BYTES) {
            text = joined(url, head, body.readNBytes(MAX_QUERY_BYTES));
        }
        if (text.length > MAX_QUERY_BYTES) {
            throw new EngineException(ErrorCode.SYNTAX_ERROR, "Max query size exceeded: " + MAX_QUERY_BYTES + " bytes");
        }
        return new RequestText(Query.parse(text), InputStream.nullInputStream());
    }

    private static RequestText withRows(Query.Insert insert, byte[] text, InputStream body) {
        int start = insert.rowsStart();
        InputStream first = new ByteArrayInputStream(text, start, text.length - start);
        return new RequestText(insert, start == text.length ? body : new SequenceInputStream(first, body));
    }

    private static byte[] joined(byte[] url, byte[]... body) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(url);
        if (url.length > 0 && body[0].length > 0) {
            text.write('\n');
        }
        for (byte[] part : body) {
            text.writeBytes(part);
        }
        return text.toByteArray();
    }
}
